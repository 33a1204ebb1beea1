import type { Matched } from '@ketnoi/contracts/matches';
import type { Scheme } from '@ketnoi/domain/classifications';
import type { EvidenceKind } from '@ketnoi/domain/match';
import { useState, type ReactNode } from 'react';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import type { Coded, Label } from '../../lib/labels.ts';
import { Marked } from '../../ui/marked.tsx';
import { Ties, type Tie } from '../../ui/ties.tsx';
import type { Evidence, Reason, Sides } from './sides.ts';

/** So many ties stand in sight, of which so many tell what is missing; the rest a press away. */
const FIRST = 6;
const FIRST_MISSING = 2;

/** What both sides say in words that can stand beside each other; other facts are told in the sentences of their reasons. */
const TWO_SIDED: readonly EvidenceKind[] = ['translation', 'word', 'figure', 'sentence', 'level', 'class'];

const snippet = (one: Evidence['asked']) => (one === null ? null : <Marked text={one.text} ranges={one.ranges} />);

const nameOf = (one: Evidence): string => `${one.kind} ${one.asked?.text ?? ''} ${one.found?.text ?? ''}`;
const isMissing = (one: Evidence): boolean => one.kind === 'missing' || (one.asked !== null && one.found === null);
const isJoined = (one: Evidence): boolean => !isMissing(one) && one.fits !== false;

/** One of each kind after the other, so that the first rows tell of everything that counts. */
function inTurn(kinds: readonly (readonly Evidence[])[]): Evidence[] {
  const longest = Math.max(0, ...kinds.map((of) => of.length));
  return Array.from({ length: longest }, (_, turn) => kinds.flatMap((of) => of[turn] ?? [])).flat();
}

/** What is tied and what is not; of several reasons that rest on the same words, the first. */
function shownOf(reasons: readonly Reason[]): { joined: Evidence[]; apart: Evidence[] } {
  const all = [...new Map(reasons.flatMap((one) => one.evidence).map((one) => [nameOf(one), one])).values()];
  const twoSided = all.filter((one) => one.asked !== null && one.found !== null && TWO_SIDED.includes(one.kind));
  // Classes that are only near are told in a sentence.
  const joined = twoSided.filter((one) => isJoined(one) && (one.kind !== 'class' || one.fits === true));
  const apart = twoSided.filter((one) => !isJoined(one) && one.kind !== 'class');
  const missing = all.filter((one) => isMissing(one) && (one.kind === 'missing' || one.kind === 'word'));
  return { joined: inTurn(TWO_SIDED.map((kind) => joined.filter((one) => one.kind === kind))), apart: [...apart, ...missing] };
}

function useText(sides: Sides, label: Label): (one: Evidence, which: 'asked' | 'found') => ReactNode {
  const words = useWords('matches');
  return (one, which) => {
    const text = one[which]?.text ?? '';
    if (one.kind === 'class' && one.scheme !== null) return label(one.scheme as Scheme, text);
    if (one.kind === 'level') {
      const side = which === 'asked' ? sides.asking : sides.found;
      return side === 'offer' ? words.trlIs(Number(text)) : words.trlFrom(Number(text));
    }
    return snippet(one[which]);
  };
}

function useNote(label: Label): (one: Evidence) => string | null {
  const words = useWords('matches');
  return (one) => {
    if (isMissing(one)) return null;
    if (one.fits === false) return words.doesNotFit;
    if (one.kind === 'class' && one.scheme !== null && one.code !== null && one.asked?.text !== one.found?.text)
      return words.sameGroup(label(one.scheme as Scheme, one.code));
    if (one.entry !== null) return `${one.entry.from} ≈ ${one.entry.to}`;
    return one.kind === 'sentence' ? words.nearest : null;
  };
}

type Props = { reasons: readonly Reason[]; sides: Sides; label: Label };

/** What both sides say, tied where they meet. */
export function EvidenceTies({ reasons, sides, label }: Props) {
  const words = useWords('matches');
  const [all, setAll] = useState(false);
  const text = useText(sides, label);
  const note = useNote(label);
  const row = (one: Evidence): Tie => ({
    key: nameOf(one),
    asked: text(one, 'asked'),
    found: isMissing(one) ? words.notSeen[sides.found] : text(one, 'found'),
    note: note(one),
    joined: isJoined(one),
  });
  const { joined, apart } = shownOf(reasons);
  const count = joined.length + apart.length;
  if (count === 0) return null;
  const first = [...joined.slice(0, FIRST - Math.min(apart.length, FIRST_MISSING)), ...apart].slice(0, FIRST);
  const left = count - first.length;
  // One more row takes no more room than the button that would show it.
  const cut = !all && left > 1;
  return (
    <>
      <Ties
        rows={(cut ? first : [...joined, ...apart]).map(row)}
        heads={{ asked: words.says[sides.asking], found: words.says[sides.found] }}
        says={{ joined: words.tied, missing: words.notTied }}
      />
      {cut ? (
        <button type="button" className="as-link s13 mt1" onClick={() => setAll(true)}>
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
  return classes.flatMap(({ scheme, code, asked, found }) =>
    scheme === null ? [] : [[scheme as Scheme, [code, asked?.text, found?.text].filter(given)] as const],
  );
}
