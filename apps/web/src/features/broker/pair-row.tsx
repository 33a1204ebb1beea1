import type { SuggestedPair } from '@ketnoi/contracts/broker-queue';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatDate, organisationName, readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import type { Label } from '../../lib/labels.ts';
import { language } from '../../lib/language.ts';
import { formatPoints } from '../../lib/points.ts';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Clock } from '../../ui/clock.tsx';
import { Pair } from '../../ui/pair.tsx';
import { useNow } from '../../ui/use-now.ts';
import { LaterForm, RejectForm } from './decide-forms.tsx';
import { daysSince, nameOf } from './queue.ts';
import type { Deciding } from './use-deciding.ts';
import { Earlier, Why } from './why.tsx';

export type Asking = 'reject' | 'later' | null;

type Props = {
  pair: SuggestedPair;
  current: boolean;
  asking: Asking;
  detailed: boolean;
  label: Label;
  deciding: Deciding;
  onChoose: () => void;
  onAsk: (asking: Asking) => void;
  onDetail: () => void;
  /** All the reasons, as the page draws them. */
  renderReasons: (pair: SuggestedPair) => ReactNode;
};

function Party({ card, kind, label, onChoose }: { card: SuggestedPair['need']; kind: string; label: Label; onChoose: () => void }) {
  const shell = useWords('shell');
  const title = readText(card.title);
  const about = [
    card.organisation === null ? shell.hiddenOrganisation : organisationName(card.organisation),
    card.province === null ? null : label('province', card.province),
    card.trl === null ? null : `TRL\u00a0${String(card.trl)}`,
    card.trlMin === null ? null : shell.trlFrom(card.trlMin),
  ].filter((one) => one !== null);
  return (
    <>
      <span className="sr">{kind}: </span>
      <Link
        className="plain pair-t"
        to={paths.listing}
        params={{ id: card.reference ?? card.id }}
        lang={title === null || title.language === language ? undefined : title.language}
        onFocus={onChoose}
      >
        {title?.text}
      </Link>
      <span className="s12 muted pair-by">{about.join(' · ')}</span>
    </>
  );
}

/** What was decided, by whom and until when; of a pair that waits, how long it has been there. */
function Age({ pair }: { pair: SuggestedPair }) {
  const words = useWords('broker');
  const now = useNow();
  const { decision } = pair;
  if (decision === null) {
    return (
      <>
        <Clock>{words.daysAgo(daysSince(pair.suggestedAt, now))}</Clock>{' '}
        {pair.isNew ? <span className="chip on">{words.isNew}</span> : null}
      </>
    );
  }
  return (
    <div className="s13 soft">
      <p>{words.by(decision.by, formatDate(decision.at))}</p>
      {decision.until === null ? null : <Clock>{words.until(formatDate(decision.until))}</Clock>}
      {decision.reason === null ? null : <p>{words.reasons[decision.reason]}</p>}
      {decision.note === null ? null : <p className="muted">{decision.note}</p>}
    </div>
  );
}

function Acts({ pair, deciding, onAsk, asking }: Pick<Props, 'pair' | 'deciding' | 'onAsk' | 'asking'>) {
  const words = useWords('broker');
  const name = nameOf(pair);
  const can = (act: SuggestedPair['can'][number]): boolean => pair.can.includes(act);
  return (
    <div className="row pair-acts">
      {can('accept') ? (
        <Button
          small
          variant={pair.state === 'suggested' ? 'primary' : 'default'}
          aria-label={words.acceptOf(name)}
          onClick={() => deciding.accept(pair)}
        >
          {words.accept}
        </Button>
      ) : null}
      {can('reject') ? (
        <Button
          small
          aria-expanded={asking === 'reject'}
          aria-label={words.rejectOf(name)}
          onClick={() => onAsk(asking === 'reject' ? null : 'reject')}
        >
          {words.reject}
        </Button>
      ) : null}
      {can('later') ? (
        <Button
          small
          aria-expanded={asking === 'later'}
          aria-label={words.laterOf(name)}
          onClick={() => onAsk(asking === 'later' ? null : 'later')}
        >
          {words.later}
        </Button>
      ) : null}
      {can('reopen') ? (
        <Button small aria-label={words.reopenOf(name)} onClick={() => deciding.reopen(pair)}>
          {words.reopen}
        </Button>
      ) : null}
    </div>
  );
}

function Forms({ pair, asking, deciding, onAsk }: Pick<Props, 'pair' | 'asking' | 'deciding' | 'onAsk'>) {
  const frame = { busy: deciding.busy, problem: deciding.problem, onCancel: () => onAsk(null) };
  if (asking === 'reject') return <RejectForm {...frame} onReject={(reason, note) => deciding.reject(pair, reason, note)} />;
  if (asking === 'later') return <LaterForm {...frame} onLater={(until, note) => deciding.later(pair, until, note)} />;
  return null;
}

/** A pair of the queue: who, how well, why, since when, and what to do with it. */
export function PairRow({ pair, current, asking, detailed, label, deciding, onChoose, onAsk, onDetail, renderReasons }: Props) {
  const words = useWords('broker');
  const { score, scoreForNeed, scoreForOffer } = pair;
  return (
    <li data-pair={pair.id} className={current ? 'q-row now' : 'q-row'} aria-current={current ? 'true' : undefined}>
      <Pair
        need={<Party card={pair.need} kind={words.need} label={label} onChoose={onChoose} />}
        offer={<Party card={pair.offer} kind={words.offer} label={label} onChoose={onChoose} />}
      />
      <div className="q-score">
        <b>
          <span className="sr">{words.points('')}</span>
          {formatPoints(score)}
        </b>
        <small>{scoreForNeed === null ? null : words.bothWays(formatPoints(scoreForNeed), formatPoints(scoreForOffer))}</small>
      </div>
      <div className="q-why">
        <Why pair={pair} />
        <Earlier pair={pair} />
        {pair.reasons.length === 0 ? null : (
          <button type="button" className="as-link s13" aria-expanded={detailed} onClick={onDetail}>
            {detailed ? words.fewer : words.details}
          </button>
        )}
      </div>
      <div className="q-age">
        <Age pair={pair} />
      </div>
      <Acts pair={pair} deciding={deciding} onAsk={onAsk} asking={asking} />
      {asking === null ? null : (
        <div className="q-wide">
          <Forms pair={pair} asking={asking} deciding={deciding} onAsk={onAsk} />
        </div>
      )}
      {detailed ? <div className="q-wide q-reasons">{renderReasons(pair)}</div> : null}
    </li>
  );
}
