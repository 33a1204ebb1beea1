import { readListing } from '@ketnoi/contracts/listings';
import { given } from '../../lib/given.ts';
import type { Output } from '@ketnoi/contracts/endpoint';
import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCalls } from '../../lib/api-many.ts';
import { formatDate, formatMoneyRange, organisationName, readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { useLabels } from '../../lib/labels.ts';
import type { SearchState } from '../../lib/search-params.ts';
import { useTitle } from '../../lib/title.ts';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TierChip } from '../../ui/tier-chip.tsx';
import { TrlBars } from '../../ui/trl-scale.tsx';
import { changed, toggled, type Patch } from './state.ts';

type Listing = Output<typeof readListing>;

/** The rows of the comparison: a name and what each listing says to it. */
function useRows(listings: readonly Listing[]): [name: string, cell: (listing: Listing) => ReactNode][] {
  const { compare } = useWords('search');
  const shell = useWords('shell');
  const label = useLabels([
    ['province', listings.map((one) => one.province).filter(given)],
    ['ip_type', listings.flatMap((one) => one.values.ipRights?.map((right) => right.kind) ?? [])],
    ['ip_status', listings.flatMap((one) => one.values.ipRights?.map((right) => right.status) ?? [])],
    ['transfer_mode', listings.flatMap((one) => [...(one.values.transferModes ?? []), ...(one.values.wantedModes ?? [])])],
  ]);
  const { rows } = compare;
  const locked = (listing: Listing, field: string): ReactNode => {
    const block = listing.locked.find((one) => one.field === field);
    return block === undefined ? null : <TierChip tier={block.tier} />;
  };
  return [
    [rows.kind, (one) => shell.kinds[one.kind]],
    [rows.organisation, (one) => (one.organisation === null ? shell.hiddenOrganisation : organisationName(one.organisation))],
    [rows.province, (one) => (one.province === null ? null : label('province', one.province))],
    [rows.trl, (one) => (one.trl === null ? one.trlMin === null ? null : shell.trlFrom(one.trlMin) : <TrlBars level={one.trl} />)],
    [
      rows.advantages,
      (one) =>
        !given(one.values.advantages) ? (
          locked(one, 'advantages')
        ) : (
          <ul className="stack-s">
            {one.values.advantages.map((row, index) => (
              <li key={index}>
                {readText(row.metric)?.text}: <b>{readText(row.claim)?.text}</b>{' '}
                <span className="muted">({readText(row.baseline)?.text})</span>
              </li>
            ))}
          </ul>
        ),
    ],
    [
      rows.ip,
      (one) =>
        one.values.ipRights?.map((row, index) => (
          <div key={index}>
            {label('ip_type', row.kind)}, {label('ip_status', row.status).toLocaleLowerCase()}
          </div>
        )),
    ],
    [
      rows.modes,
      (one) => (one.values.transferModes ?? one.values.wantedModes)?.map((code) => <div key={code}>{label('transfer_mode', code)}</div>),
    ],
    [
      rows.price,
      (one) => {
        const range = one.values.priceRange ?? one.values.budget;
        return !given(range) ? (locked(one, 'priceRange') ?? locked(one, 'budget')) : formatMoneyRange(range, shell.range);
      },
    ],
    [rows.partner, (one) => readText(one.texts.partnerRole)?.text],
    [rows.expires, (one) => (one.expiresAt === null ? null : formatDate(one.expiresAt))],
  ];
}

type Column = { id: string; listing: Listing | undefined };

/** The title of a column and the way to take it out. */
function ColumnHead({ id, listing, onRemove }: Column & { onRemove: () => void }) {
  const { compare: words } = useWords('searchMore');
  const title = listing === undefined ? words.gone : (readText(listing.title)?.text ?? id);
  return (
    <th scope="col">
      <div className="row between top">
        <b className="s14">
          {listing === undefined ? (
            title
          ) : (
            <Link className="plain" to={paths.listing} params={{ id: listing.reference ?? listing.id }}>
              {title}
            </Link>
          )}
        </b>
        <button type="button" className="icon-btn sm" aria-label={words.remove(title)} onClick={onRemove}>
          <Icon of={IconX} />
        </button>
      </div>
    </th>
  );
}

function CompareTable({ columns, onRemove }: { columns: readonly Column[]; onRemove: (id: string) => void }) {
  const { compare: words } = useWords('searchMore');
  const rows = useRows(columns.flatMap(({ listing }) => listing ?? []));
  return (
    <section className="compare-scroll mt4" aria-label={words.title}>
      <table className="tbl compare">
        <colgroup>
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{words.question}</span>
            </th>
            {columns.map((column) => (
              <ColumnHead key={column.id} {...column} onRemove={() => onRemove(column.id)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, cell]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {columns.map(({ id, listing }) => (
                <td key={id}>{listing === undefined ? null : (cell(listing) ?? words.empty)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Up to four listings, each a column; the same questions down the side. */
export function CompareView({ state, onChange }: { state: SearchState; onChange: (patch: Patch) => void }) {
  const { compare: words } = useWords('searchMore');
  const chosen = state.compare ?? [];
  const answers = useCalls(
    readListing,
    chosen.map((id) => ({ params: { id }, query: {} })),
  );
  useTitle(words.title);
  const back = (
    <ButtonLink small to={paths.search} search={changed(state, { view: undefined })}>
      {words.back}
    </ButtonLink>
  );
  if (chosen.length === 0) {
    return (
      <EmptyState title={words.none} action={back}>
        {words.noneText}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="row between">
        <h1 className="h22">{words.title}</h1>
        {back}
      </div>
      {answers.some((one) => one.isPending) ? (
        <Skeleton rows={4} />
      ) : (
        <CompareTable
          columns={chosen.map((id, index) => ({ id, listing: answers[index]?.data }))}
          onRemove={(id) => onChange({ compare: toggled(chosen, id) })}
        />
      )}
    </>
  );
}
