import { listMyListings } from '@ketnoi/contracts/listings';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useCall } from '../../lib/api.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import type { Side } from '@ketnoi/domain/listing-fields';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { MyListingRow, type RenderAdvice } from './my-listing.tsx';
import { SHOWN, type Show } from './show.ts';

const PAGE = 20;
const LONGEST = 100;

function Tab({ name, current, children }: { name: Show | undefined; current: Show | undefined; children: ReactNode }) {
  return (
    <Link
      to={paths.workspace}
      search={({ side }) => ({ ...(side === undefined ? {} : { side }), ...(name === undefined ? {} : { show: name }) })}
      aria-current={name === current ? 'page' : undefined}
    >
      {children}
    </Link>
  );
}

function Filters({ show, side }: { show: Show | undefined; side: Side | undefined }) {
  const words = useWords('workspace');
  const sides = [undefined, 'offer', 'need'] as const;
  return (
    <div className="work-tabs mt3">
      <nav className="tabs" aria-label={words.show.label}>
        <Tab name={undefined} current={show}>
          {words.show.all}
        </Tab>
        {(Object.keys(SHOWN) as Show[]).map((one) => (
          <Tab key={one} name={one} current={show}>
            {words.show[one]}
          </Tab>
        ))}
      </nav>
      <nav className="seg" aria-label={words.side.label}>
        {sides.map((one) => (
          <Link
            key={one ?? 'all'}
            to={paths.workspace}
            search={(before) => ({
              ...(before.show === undefined ? {} : { show: before.show }),
              ...(one === undefined ? {} : { side: one }),
            })}
            aria-current={one === side ? 'true' : undefined}
          >
            {one === undefined ? words.side.all : words.side[one]}
          </Link>
        ))}
      </nav>
    </div>
  );
}

/** What the acting organisation owns or entered, in every state, last changed first. */
export function MyListings({ show, side, renderAdvice }: { show: Show | undefined; side: Side | undefined; renderAdvice: RenderAdvice }) {
  const words = useWords('workspace');
  const [shown, setShown] = useState(PAGE);
  const query = { limit: shown, ...(show === undefined ? {} : { state: [...SHOWN[show]] }), ...(side === undefined ? {} : { side }) };
  const { data, error, refetch, isPlaceholderData } = useCall(listMyListings, { query }, { keepPrevious: true });
  const rows = data?.items ?? [];
  return (
    <Section main title={<h2>{words.listings}</h2>}>
      <Filters show={show} side={side} />
      {error === null ? null : (
        <div className="mt3">
          <ProblemNote problem={error} onRetry={() => void refetch()} />
        </div>
      )}
      {data === undefined && error === null ? <Skeleton rows={3} /> : null}
      {data !== undefined && rows.length === 0 ? <NothingHere filtered={show !== undefined || side !== undefined} /> : null}
      <ul className="rows" aria-busy={isPlaceholderData}>
        {rows.map((listing) => (
          <MyListingRow key={listing.id} listing={listing} renderAdvice={renderAdvice} />
        ))}
      </ul>
      {given(data?.next) && shown < LONGEST ? (
        <div className="mt3">
          <Button onClick={() => setShown(Math.min(LONGEST, shown + PAGE))}>{words.more}</Button>
        </div>
      ) : null}
    </Section>
  );
}

function NothingHere({ filtered }: { filtered: boolean }) {
  const words = useWords('workspace');
  if (filtered) return <p className="soft mt4">{words.emptyFilter}</p>;
  return (
    <div className="mt4">
      <EmptyState
        title={words.empty}
        action={
          <div className="row">
            <ButtonLink variant="primary" to={paths.newOffer}>
              {words.newOffer}
            </ButtonLink>
            <ButtonLink to={paths.newNeed}>{words.newNeed}</ButtonLink>
          </div>
        }
      >
        {words.emptyText}
      </EmptyState>
    </div>
  );
}

/** What others entered for this organisation and that waits for its word: before everything else. */
export function Consents() {
  const words = useWords('workspace');
  const { data } = useCall(listMyListings, { query: { state: ['client_check'], limit: LONGEST } });
  const waiting = (data?.items ?? []).filter((one) => one.can.includes('confirm'));
  if (waiting.length === 0) return null;
  return (
    <Section main title={<h2>{words.consents}</h2>}>
      <p className="s14 soft mt2">{words.consentsText}</p>
      <ul className="rows">
        {waiting.map((listing) => (
          <MyListingRow key={listing.id} listing={listing} />
        ))}
      </ul>
    </Section>
  );
}
