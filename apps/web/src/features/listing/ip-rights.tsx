import { formatDate, formatPercent } from '../../lib/format.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { countryName } from '../../lib/labels.ts';
import { Clock } from '../../ui/clock.tsx';
import { Section } from '../../ui/section.tsx';
import { TierChip } from '../../ui/tier-chip.tsx';
import type { Label } from '../../lib/labels.ts';
import type { Listing } from './listing.ts';

type Right = NonNullable<Listing['values']['ipRights']>[number];

const IN_FORCE = ['granted', 'maintained'];

function Row({ right, label }: { right: Right; label: Label }) {
  const { ip: words } = useWords('listing');
  const when =
    right.grantedOn === undefined
      ? right.filedOn === undefined
        ? null
        : words.filed(formatDate(right.filedOn))
      : words.granted(formatDate(right.grantedOn));
  const status = [label('ip_status', right.status), when].filter((one) => one !== null).join(', ');
  return (
    <tr>
      <th scope="row">{label('ip_type', right.kind)}</th>
      <td data-l={words.territory}>{countryName(right.territory)}</td>
      <td data-l={words.number}>
        {right.number === undefined ? (
          right.numberTier === 'nda' ? (
            <TierChip tier="nda" />
          ) : (
            words.none
          )
        ) : right.registryUrl === undefined ? (
          right.number
        ) : (
          <a href={right.registryUrl} rel="noopener nofollow ugc" title={words.registry}>
            {right.number}
          </a>
        )}
      </td>
      <td data-l={words.status}>{IN_FORCE.includes(right.status) ? <Clock state="done">{status}</Clock> : status}</td>
      <td data-l={words.expires}>{right.expiresOn === undefined ? words.none : formatDate(right.expiresOn)}</td>
    </tr>
  );
}

/** Rights row by row; a number kept for later shows what opens it. */
export function IpRights({ listing, label }: { listing: Listing; label: Label }) {
  const { ip: words } = useWords('listing');
  const fields = useWords('fields');
  const { ipRights = [], knowHowOnly, stateFunded, stateTaskCode, ownershipShares } = listing.values;
  const rows = ipRights ?? [];
  const checked = rows
    .flatMap((one) => one.checkedOn ?? [])
    .toSorted()
    .at(-1);
  const notes = [
    knowHowOnly === true ? words.knowHow : null,
    checked === undefined ? null : words.checked(formatDate(checked)),
    stateFunded === true ? words.stateFunded : null,
    !given(stateTaskCode) ? null : words.taskCode(stateTaskCode),
    !given(ownershipShares)
      ? null
      : `${words.shares}: ${ownershipShares.map((one) => `${one.owner} ${formatPercent(one.percent / 100)}`).join(', ')}.`,
  ].filter((one) => one !== null);
  if (rows.length === 0 && notes.length === 0) return null;
  return (
    <Section title={<h2>{fields.ipRights}</h2>} tier="public">
      {rows.length === 0 ? null : (
        <table className="tbl flow">
          <thead>
            <tr>
              <th>{words.kind}</th>
              <th>{words.territory}</th>
              <th>{words.number}</th>
              <th>{words.status}</th>
              <th>{words.expires}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((right, index) => (
              <Row key={index} right={right} label={label} />
            ))}
          </tbody>
        </table>
      )}
      {notes.length === 0 ? null : <p className="s13 muted mt2">{notes.join(' ')}</p>}
    </Section>
  );
}
