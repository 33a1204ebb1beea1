import { IconAdjustmentsHorizontal, IconBell } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../lib/i18n.ts';
import type { SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useFilterLabel, useTotal, type SearchAnswer } from './answer.ts';
import { activeFilters, canBeKept, changed, NO_FILTERS, type Patch } from './state.ts';

type Props = { answer: SearchAnswer; state: SearchState; onChange: (patch: Patch) => void; filters: ReactNode | null };

const SORTS = ['relevance', 'newest', 'expiring'] as const;

/** The order of the results; best match only where something was asked. */
function Sorter({ state, onChange }: Pick<Props, 'state' | 'onChange'>) {
  const { sort: words } = useWords('search');
  const asked = state.q !== undefined;
  return (
    <label className="row s13 soft sorter">
      <span className="nw">{words.label}</span>
      <select
        className="input sm"
        value={state.sort ?? (asked ? 'relevance' : 'newest')}
        onChange={({ target }) => onChange({ sort: SORTS.find((one) => one === target.value && one !== 'relevance') })}
      >
        {SORTS.filter((one) => asked || one !== 'relevance').map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The filters in force as chips, the sheet of filters on a phone, the order, and the way to keep the search. */
export function Toolbar({ answer, state, onChange, filters }: Props) {
  const words = useWords('search');
  const shell = useWords('shell');
  const total = useTotal();
  const label = useFilterLabel(answer, state);
  const [sheet, setSheet] = useState(false);
  const active = activeFilters(state);
  return (
    <div className="row between toolbar">
      <div className="row">
        {filters === null ? null : (
          <Button small onClick={() => setSheet(true)}>
            <Icon of={IconAdjustmentsHorizontal} />
            {words.filtersWith(active.length)}
          </Button>
        )}
        {active.map((filter) => (
          <FilterChip
            key={`${filter.name} ${filter.code}`}
            label={label(filter)}
            removeLabel={words.remove(label(filter))}
            onRemove={() => onChange(filter.off)}
          />
        ))}
        {active.length > 1 ? (
          <Link className="s13 nw" to={paths.search} search={changed(state, NO_FILTERS)} resetScroll={false}>
            {words.clear}
          </Link>
        ) : null}
      </div>
      <div className="row bar-2">
        <Sorter state={state} onChange={onChange} />
        {canBeKept(state) ? (
          <ButtonLink small to={paths.search} search={changed(state, { save: true })} resetScroll={false}>
            <Icon of={IconBell} />
            {words.save}
          </ButtonLink>
        ) : null}
      </div>
      <Dialog
        open={sheet && filters !== null}
        title={words.filters}
        closeLabel={shell.close}
        onClose={() => setSheet(false)}
        foot={
          <Button variant="primary" full onClick={() => setSheet(false)}>
            {words.showResults(total(answer, state.in))}
          </Button>
        }
      >
        {filters}
      </Dialog>
    </div>
  );
}
