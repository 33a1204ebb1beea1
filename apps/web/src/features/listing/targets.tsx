import { formatNumber, readText, unbroken } from '../../lib/format.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { Section } from '../../ui/section.tsx';
import { tierFor, type Listing } from './listing.ts';

type Target = NonNullable<Listing['values']['targets']>[number];

/** What must be reached, with units and tolerance. */
export function Targets({ listing }: { listing: Listing }) {
  const words = useWords('listing');
  const fields = useWords('fields');
  const rows = listing.values.targets;
  if (!given(rows) || rows.length === 0) return null;
  const value = (row: Target): string => {
    const number = row.valueTo === undefined ? formatNumber(row.value) : `${formatNumber(row.value)}–${formatNumber(row.valueTo)}`;
    return words.comparators[row.comparator](row.unit === '%' ? `${number}%` : unbroken(`${number} ${row.unit}`));
  };
  return (
    <Section title={<h2>{fields.targets}</h2>} tier={tierFor(listing, 'targets')}>
      <table className="tbl flow">
        <thead>
          <tr>
            <th>{words.targets.quantity}</th>
            <th>{words.targets.value}</th>
            <th>{words.targets.tolerance}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <th scope="row">{readText(row.quantity)?.text}</th>
              <td data-l={words.targets.value}>
                <b>{value(row)}</b>
              </td>
              <td data-l={words.targets.tolerance}>{row.tolerance}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
