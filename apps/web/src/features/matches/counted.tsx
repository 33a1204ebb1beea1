import type { Side } from '@ketnoi/domain/listing-kinds';
import { formatNumber } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import type { MatchAnswer } from './sides.ts';

/** A search answered in place of matching: nothing was scored, and nothing taken out. */
export const isSearched = ({ limitations }: Pick<MatchAnswer, 'limitations'>): boolean => limitations.includes('search_only');

type Props = { answer: Pick<MatchAnswer, 'items' | 'considered' | 'limitations'>; side: Side };

/** How many are shown, of how many that were looked at. `side` is the one that asks. */
export function Counted({ answer, side }: Props) {
  const words = useWords('matches');
  const { items, considered } = answer;
  if (isSearched(answer)) return <p className="match-lead">{words.announced(items.length)}.</p>;
  return (
    <p className="match-lead">
      <b>{formatNumber(items.length)}</b> {words.found[side]} {words.considered[side](formatNumber(considered))}. {words.bothLanguages}
    </p>
  );
}
