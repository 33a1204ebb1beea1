import type { Scheme } from '@ketnoi/domain/classifications';
import { useState } from 'react';
import { useWords } from '../../lib/i18n.ts';
import type { Coded, Label } from '../../lib/labels.ts';
import { Marked } from '../../ui/marked.tsx';
import { Ties, type Tie } from '../../ui/ties.tsx';
import type { Matched } from '@ketnoi/contracts/matches';
import type { Evidence, Reason, Sides } from './sides.ts';

/** So many ties stand in sight; the rest a press away. */
const FIRST = 5;

const snippet = (one: Evidence['asked']) => (one === null ? null : <Marked text={one.text} ranges={one.ranges} />);

const nameOf = (one: Evidence): string => `${one.kind} ${one.asked?.text ?? ''} ${one.found?.text ?? ''} ${one.code ?? ''}`;

/** What can be shown on two sides; of several reasons that rest on the same words, the first. What is missing comes last. */
function shownOf(reasons: readonly Reason[]): Evidence[] {
  const all = reasons.flatMap((reason) => reason.evidence);
  const twoSided = all.filter((one) => one.kind === 'missing' || (one.asked !== null && one.found !== null) || one.code !== null);
  const unique = [...new Map(twoSided.map((one) => [nameOf(one), one])).values()];
  const joins = (one: Evidence): boolean => one.kind !== 'missing' && one.fits !== false;
  return [...unique.filter(joins), ...unique.filter((one) => !joins(one))];
}

function useTie(sides: Sides, label: Label): (one: Evidence) => Tie {
  const words = useWords('matches');
  return (one) => {
    const name = one.scheme !== null && one.code !== null ? label(one.scheme as Scheme, one.code) : null;
    const missing = one.kind === 'missing';
    const note =
      one.entry !== null
        ? `${one.entry.from} ≈ ${one.entry.to}`
        : one.kind === 'sentence'
          ? words.nearest
          : one.fits === false && !missing
            ? words.doesNotFit
            : null;
    return {
      key: nameOf(one),
      asked: snippet(one.asked) ?? name,
      found: snippet(one.found) ?? (missing ? words.notSeen[sides.found] : name),
      note,
      joined: !missing && one.fits !== false,
    };
  };
}

type Props = { reasons: readonly Reason[]; sides: Sides; label: Label };

/** What both sides say, tied where they meet. */
export function EvidenceTies({ reasons, sides, label }: Props) {
  const words = useWords('matches');
  const [all, setAll] = useState(false);
  const tie = useTie(sides, label);
  const rows = shownOf(reasons).map(tie);
  if (rows.length === 0) return null;
  const left = rows.length - FIRST;
  // One more row takes no more room than the button that would show it.
  const cut = !all && left > 1;
  return (
    <>
      <Ties
        rows={cut ? rows.slice(0, FIRST) : rows}
        heads={{ asked: words.says[sides.asking], found: words.says[sides.found] }}
        says={{ joined: words.tied, missing: words.notTied }}
      />
      {cut ? (
        <button type="button" className="match-more s13 mt1" onClick={() => setAll(true)}>
          {words.moreTies(left)}
        </button>
      ) : null}
    </>
  );
}

/** The codes that the reasons of these name. */
export function classesOf(items: readonly Matched[]): Coded[] {
  const all = items.flatMap((one) => one.reasons.flatMap((reason) => reason.evidence));
  return all.flatMap(({ scheme, code }) => (scheme === null || code === null ? [] : [[scheme as Scheme, code] as const]));
}
