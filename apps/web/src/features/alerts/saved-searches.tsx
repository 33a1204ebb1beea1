import { listSavedSearches } from '@ketnoi/contracts/saved-searches';
import { useNavigate } from '@tanstack/react-router';
import { useCall } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import type { AlertView } from '../../lib/page-search.ts';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SavedSearchRow } from './saved-search-row.tsx';

/** The reader's saved searches; which one is open, and at what, stands in the address. */
export function SavedSearches({ open, view }: { open: string | undefined; view: AlertView }) {
  const words = useWords('alerts');
  const navigate = useNavigate();
  const { data, error, refetch } = useCall(listSavedSearches, {});
  const show = (id: string, next: AlertView | undefined): void =>
    void navigate({ to: paths.alerts, search: next === undefined ? {} : { open: id, view: next }, replace: true, resetScroll: false });
  if (error !== null) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={3} />;
  if (data.items.length === 0) {
    return (
      <EmptyState
        title={words.empty}
        action={
          <ButtonLink variant="primary" to={paths.search}>
            {words.toSearch}
          </ButtonLink>
        }
      >
        {words.emptyText}
      </EmptyState>
    );
  }
  return (
    <ul className="rows">
      {data.items.map((one) => (
        <SavedSearchRow key={one.id} search={one} view={one.id === open ? view : undefined} onView={(next) => show(one.id, next)} />
      ))}
    </ul>
  );
}
