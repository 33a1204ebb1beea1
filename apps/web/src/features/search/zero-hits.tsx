import { searchListings } from '@ketnoi/contracts/search';
import { Link, useNavigate } from '@tanstack/react-router';
import { useId, type FormEvent } from 'react';
import { IconBell } from '@tabler/icons-react';
import { useCall } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import type { SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TierChip } from '../../ui/tier-chip.tsx';
import { useFilterLabel, useTotal, type SearchAnswer } from './answer.ts';
import { capitalised, Reading } from './heading.tsx';
import { HitCard } from './hit-card.tsx';
import { activeFilters, canBeKept, changed, NO_FILTERS, queryOf, toggled, type Patch } from './state.ts';

type Props = { answer: SearchAnswer; state: SearchState };
type Acting = Props & { onChange: (patch: Patch) => void };

const MOST_WAYS_OUT = 4;
const MOST_OTHER_WORDS = 4;
/** So much less readiness is worth an offer of its own. */
const TRL_STEPS = 3;
const NEAREST = 3;

/** The text typed becomes a need; nothing is sent from here, the form of the need opens filled in. */
function PostAsNeed({ text }: { text: string }) {
  const { zero } = useWords('searchMore');
  const navigate = useNavigate();
  const id = useId();
  const post = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const filled = [...new FormData(event.currentTarget)].filter(([, value]) => value !== '');
    void navigate({ to: paths.newNeed, search: Object.fromEntries(filled) });
  };
  return (
    <section className="panel p5 zero-post">
      <h2>{zero.postTitle}</h2>
      <p className="s14 soft">{zero.postText}</p>
      <form className="stack mt4" onSubmit={post}>
        <div className="field">
          <label htmlFor={`${id}-problem`}>{zero.problem}</label>
          <textarea className="input" id={`${id}-problem`} name="problem" rows={3} required maxLength={4000} defaultValue={text} />
          <p className="hint">{zero.problemHint}</p>
        </div>
        <div className="zero-pair">
          <div className="field">
            <label htmlFor={`${id}-volume`}>
              {zero.volume} <span className="opt">{zero.volumeOptional}</span>
            </label>
            <input className="input" id={`${id}-volume`} name="volume" maxLength={500} placeholder={zero.volumeExample} />
          </div>
          <div className="field">
            <label htmlFor={`${id}-ends`}>
              {zero.before} <span className="opt">{zero.beforeOptional}</span>
            </label>
            <input className="input" id={`${id}-ends`} name="endsOn" inputMode="numeric" autoComplete="off" placeholder="dd/mm/yyyy" />
          </div>
        </div>
        <div className="row between">
          <Button variant="primary" type="submit">
            {zero.post}
          </Button>
          <TierChip tier="public" label={zero.tier} />
        </div>
      </form>
    </section>
  );
}

/** A search with one condition less, and how much it would find; one that finds nothing either is not shown. */
function WayOut({ state, patch, label }: { state: SearchState; patch: Patch; label: string }) {
  const { zero } = useWords('searchMore');
  const total = useTotal();
  const wider = changed(state, patch);
  const { data } = useCall(searchListings, { query: { ...queryOf(wider), limit: 1, facets: [] } });
  if (data === undefined || data.total === 0) return null;
  return (
    <li>
      <Link to={paths.search} search={wider}>
        {label}
      </Link>{' '}
      <span className="muted">· {zero.count(total(data))}</span>
    </li>
  );
}

function Relax({ answer, state }: Props) {
  const { zero } = useWords('searchMore');
  const label = useFilterLabel(answer, state);
  const active = activeFilters(state);
  const lowerTrl = state.trlMin === undefined ? null : Math.max(1, state.trlMin - TRL_STEPS);
  const others = [...new Set([...answer.corrections, ...answer.reading.alsoSearched.map((one) => one.text)])].slice(0, MOST_OTHER_WORDS);
  return (
    <section className="panel">
      <h3>{zero.relaxTitle}</h3>
      <ul className="rows s14 ways">
        {state.exact === true ? <WayOut state={state} patch={{ exact: undefined }} label={zero.widen} /> : null}
        {active.slice(0, MOST_WAYS_OUT).map((filter) => (
          <WayOut key={`${filter.name} ${filter.code}`} state={state} patch={filter.off} label={zero.drop(label(filter))} />
        ))}
        {lowerTrl === null || state.trlMin === undefined ? null : (
          <WayOut state={state} patch={{ trlMin: lowerTrl === 1 ? undefined : lowerTrl }} label={zero.lowerTrl(lowerTrl, state.trlMin)} />
        )}
        {active.length > 1 ? <WayOut state={state} patch={NO_FILTERS} label={zero.dropAll} /> : null}
        {others.map((text) => (
          <WayOut key={text} state={{}} patch={{ q: text }} label={zero.otherWords(text)} />
        ))}
        <WayOut state={{}} patch={state.in === undefined ? {} : { in: state.in }} label={zero.all} />
      </ul>
    </section>
  );
}

/** To be told when there is something. */
function AlertOffer({ state }: { state: SearchState }) {
  const { zero } = useWords('searchMore');
  if (!canBeKept(state)) return null;
  return (
    <section className="panel">
      <h3>{zero.alertTitle}</h3>
      <p className="s14 soft">{zero.alertText}</p>
      <div className="row mt3">
        <ButtonLink to={paths.search} search={changed(state, { save: true })} resetScroll={false}>
          <Icon of={IconBell} />
          {zero.alert}
        </ButtonLink>
      </div>
    </section>
  );
}

/** What the words alone would find. */
function Nearest({ state, onChange }: Omit<Acting, 'answer'>) {
  const { zero } = useWords('searchMore');
  const wider = changed(state, NO_FILTERS);
  const { data } = useCall(searchListings, { query: { ...queryOf(wider), limit: NEAREST } });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section className="mt5">
      <h2>{zero.nearest}</h2>
      <ul>
        {data.items.map((card) => (
          <HitCard
            key={card.id}
            card={card}
            answer={data}
            state={wider}
            onCompare={(id) => onChange({ compare: toggled(state.compare, id) })}
          />
        ))}
      </ul>
    </section>
  );
}

/** Nothing found is not the end: post it as a need, ask for less, be told later. */
export function ZeroHits({ answer, state, onChange }: Acting) {
  const { zero } = useWords('searchMore');
  const label = useFilterLabel(answer, state);
  const active = activeFilters(state);
  const asked = answer.reading.understoodAs ?? state.q;
  const filters =
    active.length === 0 ? null : (
      <>
        {zero.withFilters}{' '}
        {active.map((filter, index) => (
          <span key={`${filter.name} ${filter.code}`}>
            {index > 0 ? ', ' : ''}
            <b>{label(filter)}</b>
          </span>
        ))}
        .
      </>
    );
  return (
    <>
      <h1 className="h22">{asked === undefined ? zero.headingFilters : zero.heading(asked)}</h1>
      {state.q === undefined ? (
        filters === null ? null : (
          <p className="under mt1">{filters}</p>
        )
      ) : (
        <Reading answer={answer} state={state} onChange={onChange} alsoLabel={zero.alsoSearched} narrower={false}>
          {filters}
        </Reading>
      )}
      <div className="zero-grid mt5">
        <PostAsNeed text={capitalised(asked ?? '')} />
        <div className="stack">
          <Relax answer={answer} state={state} />
          <AlertOffer state={state} />
        </div>
      </div>
      {state.q !== undefined && active.length > 0 ? <Nearest state={state} onChange={onChange} /> : null}
    </>
  );
}
