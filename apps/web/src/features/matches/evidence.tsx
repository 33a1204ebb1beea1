import type { Matched } from '@ketnoi/contracts/matches';
import type { Scheme } from '@ketnoi/domain/classifications';
import type { EvidenceKind } from '@ketnoi/domain/match';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../lib/i18n.ts';
import type { Coded, Label } from '../../lib/labels.ts';
import { Marked } from '../../ui/marked.tsx';
import { Ties, type Tie } from '../../ui/ties.tsx';
import type { Evidence, Reason, Sides } from './sides.ts';

/** So many ties stand in sight; the rest a press away. */
const FIRST = 5;

/** What both sides say in words that can stand beside each other; other facts are told in the sentences of their reasons. */
const TWO_SIDED: readonly EvidenceKind[] = ['translation', 'word', 'figure', 'sentence', 'class', 'level', 'missing'];

const snippet = (one: Evidence['asked']) => (one === null ? null : <Marked text={one.text} ranges={one.ranges} />);

const nameOf = (one: Evidence): string => `${one.kind} ${one.asked?.text ?? ''} ${one.found?.text ?? ''}`;
const isMissing = (one: Evidence): boolean => one.kind === 'missing' || (one.asked !== null && one.found === null);
const isJoined = (one: Evidence): boolean => !isMissing(one) && one.fits !== false;

/** Of several reasons that rest on the same words, the first; what is missing comes last. */
function shownOf(reasons: readonly Reason[]): Evidence[] {
  const all = TWO_SIDED.flatMap((kind) => reasons.flatMap((reason) => reason.evidence.filter((one) => one.kind === kind)));
  const told = all.filter((one) => one.asked !== null && (one.found !== null || (isMissing(one) && one.kind !== 'level')));
  const unique = [...new Map(told.map((one) => [nameOf(one), one])).values()];
  return [...unique.filter(isJoined), ...unique.filter((one) => !isJoined(one))];
}

function useText(label: Label): (one: Evidence, which: 'asked' | 'found') => ReactNode {
  const words = useWords('matches');
  return (one, which) => {
    const text = one[which]?.text ?? '';
    if (one.kind === 'class' && one.scheme !== null) return label(one.scheme as Scheme, text);
    if (one.kind === 'level') return words.trlIs(Number(text));
    return snippet(one[which]);
  };
}

function useNote(): (one: Evidence) => string | null {
  const words = useWords('matches');
  return (one) => {
    if (isMissing(one)) return null;
    if (one.fits === false) return words.doesNotFit;
    if (one.entry !== null) return `${one.entry.from} ≈ ${one.entry.to}`;
    return one.kind === 'sentence' ? words.nearest : null;
  };
}

type Props = { reasons: readonly Reason[]; sides: Sides; label: Label };

/** What both sides say, tied where they meet. */
export function EvidenceTies({ reasons, sides, label }: Props) {
  const words = useWords('matches');
  const [all, setAll] = useState(false);
  const text = useText(label);
  const note = useNote();
  const rows = shownOf(reasons).map((one): Tie => ({
    key: nameOf(one),
    asked: text(one, 'asked'),
    found: isMissing(one) ? words.notSeen[sides.found] : text(one, 'found'),
    note: note(one),
    joined: isJoined(one),
  }));
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
export function classesOf(items: readonly Pick<Matched, 'reasons'>[]): Coded[] {
  const all = items.flatMap((one) => one.reasons.flatMap((reason) => reason.evidence));
  const classes = all.filter((one) => one.kind === 'class');
  return classes.flatMap(({ scheme, asked, found }) =>
    scheme === null ? [] : [[scheme as Scheme, [asked, found].flatMap((one) => one?.text ?? [])] as const],
  );
}
