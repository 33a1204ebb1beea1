import type { Matched } from '@ketnoi/contracts/matches';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { organisationName, readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import type { Label } from '../../lib/labels.ts';
import { language } from '../../lib/language.ts';
import { formatPoints } from '../../lib/points.ts';
import { paths } from '../../paths.ts';
import { Note } from '../../ui/note.tsx';
import { TrlBars } from '../../ui/trl-scale.tsx';
import { EvidenceTies } from './evidence.tsx';
import { Reasons, ReasonsInWords } from './reasons.tsx';
import type { Sides } from './sides.ts';

const LOOK = { strong: 'ok', possible: 'info', weak: 'warn' } as const;
/** So many missing things are named in the warning. */
const NAMED = 3;

type Props = {
  match: Matched;
  rank: number;
  /** The greatest part of any score on the page. */
  most: number;
  sides: Sides;
  /** The least readiness the asking side takes. */
  requiredTrl: number | null;
  label: Label;
  /** What the reader can do with it. */
  children?: ReactNode;
};

function Facts({ match, requiredTrl, label }: Pick<Props, 'match' | 'requiredTrl' | 'label'>) {
  const shell = useWords('shell');
  const { organisation, province, trl, trlMin, ipStatus } = match;
  return (
    <div className="meta mt1">
      <span>{organisation === null ? shell.hiddenOrganisation : organisationName(organisation)}</span>
      {province === null ? null : <span>{label('province', province)}</span>}
      {trl === null ? null : (
        <span>
          <TrlBars level={trl} {...(requiredTrl === null ? {} : { required: requiredTrl })} />
        </span>
      )}
      {trlMin === null ? null : <span>{shell.trlFrom(trlMin)}</span>}
      {ipStatus.length === 0 ? null : <span>{ipStatus.map((code) => label('ip_status', code)).join('; ')}</span>}
    </div>
  );
}

/** The parts of a snippet that count, or all of it where none is marked. */
const telling = ({ text, ranges }: { text: string; ranges: readonly (readonly [number, number])[] }): string =>
  ranges.length === 0 ? text : ranges.map(([start, end]) => text.slice(start, end)).join(' ');

/** What speaks against it, before anyone acts on it: facts that do not fit, and what is asked for and not mentioned. */
function Warning({ match, sides }: Pick<Props, 'match' | 'sides'>) {
  const words = useWords('matches');
  const against = match.reasons.filter((one) => one.contribution < 0 && one.text !== '' && one.feature !== 'feedback');
  if (against.length === 0) return null;
  const missing = match.reasons.flatMap((one) =>
    one.evidence.flatMap(({ kind, asked }) => (kind === 'missing' && asked ? telling(asked) : [])),
  );
  const named = [...new Set(missing)].slice(0, NAMED).map((text) => `“${text}”`);
  return (
    <div className="mt3">
      <Note kind="warn">
        <b>{against.map((one) => one.text).join(' ')}</b>{' '}
        {named.length === 0 ? null : `${words.missingList[sides.found]} ${named.join(', ')}.`}
      </Note>
    </div>
  );
}

function Score({ match }: { match: Matched }) {
  const words = useWords('matches');
  if (match.score === null) return null;
  return (
    <div className="match-score">
      <div className="match-points">
        <span className="sr">{words.score('')}</span>
        {formatPoints(match.score)}
      </div>
      {match.band === null ? null : <span className={`chip ${LOOK[match.band]}`}>{words.bands[match.band]}</span>}
    </div>
  );
}

/** A ranked listing: what it is, its score, why it stands here, what speaks against it. */
export function MatchCard({ match, rank, most, sides, requiredTrl, label, children }: Props) {
  const title = readText(match.title);
  return (
    <li className="panel p5 match">
      <div className="match-head">
        <div>
          <div className="row g4">
            <b className="s14 tnum">{rank}</b>
            {match.reference === null ? null : <span className="s12 muted tnum">{match.reference}</span>}
          </div>
          <h2 className="mt1" lang={title === null || title.language === language ? undefined : title.language}>
            <Link className="plain" to={paths.listing} params={{ id: match.reference ?? match.id }}>
              {title?.text}
            </Link>
          </h2>
          <Facts match={match} requiredTrl={requiredTrl} label={label} />
        </div>
        <Score match={match} />
      </div>
      {match.score === null || match.reasons.length === 0 ? (
        <p className="s14 soft mt2">{readText(match.summary)?.text}</p>
      ) : (
        <div className="match-body mt4">
          <div>
            <Reasons reasons={match.reasons} score={match.score} most={most} sides={sides} />
          </div>
          <div>
            <EvidenceTies reasons={match.reasons} sides={sides} label={label} />
            <ReasonsInWords reasons={match.reasons} />
          </div>
        </div>
      )}
      <Warning match={match} sides={sides} />
      {children}
    </li>
  );
}
