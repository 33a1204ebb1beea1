import { readText } from '../../lib/format.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { AdvantageTable } from '../../ui/advantage-table.tsx';
import { Section } from '../../ui/section.tsx';
import { tierFor, type Listing } from './listing.ts';

/** What is better, by how much, and what backs it. */
export function Advantages({ listing }: { listing: Listing }) {
  const words = useWords('listing');
  const fields = useWords('fields');
  const rows = listing.values.advantages;
  if (!given(rows) || rows.length === 0) return null;
  return (
    <Section title={<h2>{fields.advantages}</h2>} tier={tierFor(listing, 'advantages')}>
      <AdvantageTable
        heads={words.advantages}
        rows={rows.map((row) => {
          const evidence = readText(row.evidence)?.text;
          return {
            metric: readText(row.metric)?.text ?? '',
            baseline: readText(row.baseline)?.text ?? '',
            claim: readText(row.claim)?.text ?? '',
            evidence:
              row.evidenceUrl === undefined ? (
                (evidence ?? words.advantages.ownClaim)
              ) : (
                <a href={row.evidenceUrl} rel="noopener nofollow ugc">
                  {evidence ?? words.advantages.open}
                </a>
              ),
          };
        })}
      />
    </Section>
  );
}
