import { Link } from '@tanstack/react-router';
import { useWords } from '../../lib/i18n.ts';
import type { SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';
import { countFormat, facetOf, type SearchAnswer } from './answer.ts';
import { changed } from './state.ts';

/** All, offers, needs, each with what it would show. */
export function Tabs({ answer, state }: { answer: SearchAnswer; state: SearchState }) {
  const { tabs } = useWords('search');
  const counts = facetOf(answer, 'side');
  const count = (side: string): number => counts.find((one) => one.code === side)?.count ?? 0;
  const format = countFormat(answer, state.in);
  const shown = [
    { side: undefined, label: tabs.all, count: count('offer') + count('need') },
    { side: 'offer' as const, label: tabs.offer, count: count('offer') },
    { side: 'need' as const, label: tabs.need, count: count('need') },
  ];
  return (
    <nav className="tabs mt3" aria-label={tabs.label}>
      {shown.map(({ side, label, count: records }) => (
        <Link
          key={label}
          to={paths.search}
          search={changed(state, { in: side })}
          resetScroll={false}
          activeOptions={{ exact: true }}
          aria-current={state.in === side ? 'page' : undefined}
        >
          {label}
          {counts.length === 0 ? null : <span className="num">{format(records)}</span>}
        </Link>
      ))}
    </nav>
  );
}
