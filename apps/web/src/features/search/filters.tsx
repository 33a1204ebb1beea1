import { lazy, Suspense, useState } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { given } from '../../lib/given.ts';
import type { ListName, SearchState } from '../../lib/search-params.ts';
import { FacetChoices, type FacetOption } from '../../ui/facet.tsx';
import { TrlFacet } from '../../ui/trl-facet.tsx';
import { countFormat, facetOf, useFacetLabel, type SearchAnswer } from './answer.ts';
import { toggled, type Patch } from './state.ts';

const ProvinceFinder = lazy(async () => ({ default: (await import('./province-finder.tsx')).ProvinceFinder }));

type Props = { answer: SearchAnswer; state: SearchState; onChange: (patch: Patch) => void };

const BEFORE_PLACE: readonly ListName[] = ['field', 'sector', 'ipStatus', 'transferMode'];
const AFTER_PLACE: readonly ListName[] = ['country', 'organisationType', 'techClass', 'language'];

/** A broader choice takes the narrower ones in it along, and the other way round, so that each choice on the screen has an effect. */
function toggledInTree(options: readonly FacetOption[], chosen: readonly string[], code: string): string[] | undefined {
  const next = toggled(chosen, code);
  if (chosen.includes(code)) return next;
  const isBelow = (one: string, other: string): boolean => {
    const parent = options.find((option) => option.code === one)?.parent;
    return given(parent) && (parent === other || isBelow(parent, other));
  };
  return next?.filter((one) => !isBelow(one, code) && !isBelow(code, one));
}

/** Regions with their provinces below; two filters of the address, one list for the eye. */
function Places({ answer, state, onChange }: Props) {
  const words = useWords('search');
  const regions = facetOf(answer, 'region');
  const options = [...regions, ...facetOf(answer, 'province')];
  const isRegion = (code: string): boolean => regions.some((one) => one.code === code);
  const chosen = [...(state.region ?? []), ...(state.province ?? [])];
  const toggle = (code: string): void => {
    const next = toggledInTree(options, chosen, code) ?? [];
    const region = next.filter(isRegion);
    const province = next.filter((one) => !isRegion(one));
    onChange({ region: region.length === 0 ? undefined : region, province: province.length === 0 ? undefined : province });
  };
  const [finds, setFinds] = useState(false);
  return (
    <FacetChoices title={words.facets.province} options={options} chosen={chosen} onToggle={toggle} format={countFormat(answer, state.in)}>
      {finds ? (
        <Suspense fallback={null}>
          <ProvinceFinder chosen={chosen} onToggle={toggle} />
        </Suspense>
      ) : (
        <button type="button" className="more finds" onClick={() => setFinds(true)}>
          {words.findProvince.open}
        </button>
      )}
    </FacetChoices>
  );
}

/** Every facet with its counts; a facet's own choice does not shrink its own counts. */
export function Filters({ answer, state, onChange }: Props) {
  const words = useWords('search');
  const label = useFacetLabel(answer);
  const list = (name: ListName) => {
    const options = facetOf(answer, name).map((one) => ({ ...one, label: label(name, one.code) }));
    return (
      <FacetChoices
        key={name}
        title={words.facets[name]}
        options={options}
        chosen={state[name] ?? []}
        onToggle={(code) => onChange({ [name]: toggledInTree(options, state[name] ?? [], code) })}
        format={countFormat(answer, state.in)}
      />
    );
  };
  const trl = facetOf(answer, 'trl');
  return (
    <div className="filters">
      <label className="choice open-only">
        <input
          type="checkbox"
          checked={state.openForInterest === true}
          onChange={(event) => onChange({ openForInterest: event.target.checked ? true : undefined })}
        />
        <span>{words.openForInterest}</span>
      </label>
      {list('kind')}
      {trl.length === 0 ? null : (
        <TrlFacet
          title={words.facets.trl}
          counts={new Map(trl.map((one) => [Number(one.code), one.count]))}
          from={state.trlMin}
          to={state.trlMax}
          onChange={(trlMin, trlMax) => onChange({ trlMin, trlMax })}
        />
      )}
      {BEFORE_PLACE.map(list)}
      <Places answer={answer} state={state} onChange={onChange} />
      {AFTER_PLACE.map(list)}
    </div>
  );
}
