import { COUNTERPART } from '@ketnoi/domain/match';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { listMatches } from '@ketnoi/contracts/matches';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useCall } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import type { MatchesState } from '../../lib/page-search.ts';
import { paths } from '../../paths.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Clearer } from './clearer.tsx';
import { Coaching } from './coaching.tsx';
import { Counted, isSearched } from './counted.tsx';
import { Hidden } from './hidden.tsx';
import { Limitations } from './limitations.tsx';
import { MatchList } from './match-list.tsx';
import { Removed } from './removed.tsx';
import type { MatchAnswer } from './sides.ts';
import './matches.css';

const FIRST_SHOWN = 10;
const MOST_SHOWN = 30;

/** How the matches of a listing are asked for; the page's early reading and this list ask the same. */
export const matchesOf = (id: string, all: boolean) => ({
  params: { id },
  query: { limit: all ? MOST_SHOWN : FIRST_SHOWN, lang: language },
});

type Patch = { [Name in keyof MatchesState]?: MatchesState[Name] | undefined };
type Props = { listing: ListingDetail; state: MatchesState; onChange: (patch: Patch) => void };

/** By readiness, those that do not say last; the rank of fit decides between equals. */
const byTrl = (items: MatchAnswer['items']): MatchAnswer['items'] =>
  items.toSorted((one, other) => (other.trl ?? other.trlMin ?? 0) - (one.trl ?? one.trlMin ?? 0));

function Sorter({ state, onChange }: Omit<Props, 'listing'>) {
  const { sort: words } = useWords('matches');
  return (
    <fieldset className="seg" aria-label={words.label}>
      <button type="button" aria-pressed={state.sort === undefined} onClick={() => onChange({ sort: undefined })}>
        {words.fit}
      </button>
      <button type="button" aria-pressed={state.sort === 'trl'} onClick={() => onChange({ sort: 'trl' })}>
        {words.trl}
      </button>
    </fieldset>
  );
}

function Nothing({ listing, dismissed }: { listing: ListingDetail; dismissed: number }) {
  const { empty: words } = useWords('matches');
  const { side } = listing;
  return (
    <div className="mt4">
      <EmptyState
        title={dismissed > 0 ? words.all : words[side]}
        action={
          <Link className="btn sm" to={paths.search} search={{ in: COUNTERPART[side] }}>
            {words.search}
          </Link>
        }
      >
        {side === 'need' ? words.needText : words.offerText}
      </EmptyState>
    </div>
  );
}

/** Beside the list: what was taken out, what the owner could add, who scored. */
function Beside({ listing, answer }: { listing: ListingDetail; answer: MatchAnswer }) {
  const words = useWords('matches');
  return (
    <aside className="stack" aria-label={words.removed.title}>
      {isSearched(answer) ? null : <Removed id={listing.id} removed={answer.removed} />}
      <Clearer id={listing.id} side={listing.side} unknown={answer.unknown} />
      {listing.can.includes('edit') ? <Coaching id={listing.id} /> : null}
      <p className="s12 muted">
        {isSearched(answer) ? null : words.ranker(answer.ranker)} <Link to={paths.aboutMatching}>{words.how}</Link>
      </p>
    </aside>
  );
}

/** The ranked other side of a listing with the reasons, and what the reader can do with each. */
export function ListingMatches({ listing, state, onChange }: Props) {
  const words = useWords('matches');
  const { data, error, refetch, isPlaceholderData } = useCall(listMatches, matchesOf(listing.id, state.all === true), {
    keepPrevious: true,
  });
  const { side } = listing;
  const found = COUNTERPART[side];
  const shown = data?.items.length;
  useEffect(() => {
    if (shown !== undefined) announce(words.announced(shown));
  }, [shown, words]);
  if (error !== null || data === undefined) {
    return (
      <div className="mt4">{error === null ? <Skeleton rows={4} /> : <ProblemNote problem={error} onRetry={() => void refetch()} />}</div>
    );
  }
  const sortable = data.items.some((one) => one.trl !== null || one.trlMin !== null);
  const items = state.sort === 'trl' ? byTrl(data.items) : data.items;
  const compared = state.compare ?? [];
  const compare = (id: string): void => {
    const next = compared.includes(id) ? compared.filter((one) => one !== id) : [...compared, id];
    onChange({ compare: next.length === 0 ? undefined : next });
  };
  return (
    <div className="m-grid">
      <div aria-busy={isPlaceholderData || undefined}>
        <div className="row between">
          <Counted answer={data} side={side} />
          {sortable ? <Sorter state={state} onChange={onChange} /> : null}
        </div>
        {state.sort === 'trl' ? <p className="s12 muted mt1">{words.sortedHere}</p> : null}
        <Limitations limitations={data.limitations} />
        {items.length === 0 ? <Nothing listing={listing} dismissed={data.dismissed} /> : null}
        <MatchList items={items} sides={{ asking: side, found }} requiredTrl={listing.trlMin} compared={compared} onCompare={compare} />
        {state.all !== true && items.length >= FIRST_SHOWN ? (
          <div className="mt4">
            <Button onClick={() => onChange({ all: true })}>{words.more}</Button>
          </div>
        ) : null}
        <Hidden id={listing.id} count={data.dismissed} />
      </div>
      <Beside listing={listing} answer={data} />
    </div>
  );
}
