import { formatDate, readText } from '../../lib/format.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { Section } from '../../ui/section.tsx';
import { TrlScale } from '../../ui/trl-scale.tsx';
import type { Listing } from './listing.ts';
import { Prose } from './text.tsx';

/** The nine steps, who says so, and what proves it. */
export function Readiness({ listing }: { listing: Listing }) {
  const words = useWords('listing');
  const { trl, trlMin, trlAssessment: assessment } = listing.values;
  const level = trl ?? trlMin;
  if (!given(level)) return null;
  return (
    <Section title={<h2>{!given(trl) ? words.readinessWanted(level) : words.readiness(level)}</h2>} tier="public">
      <TrlScale level={level} />
      {!given(assessment) ? null : (
        <p className="s14 soft mt3">
          {words.assessed(
            assessment.assessor === undefined
              ? words.assessedBy[assessment.by]
              : `${words.assessedBy[assessment.by]} (${assessment.assessor})`,
            formatDate(assessment.date),
          )}
        </p>
      )}
      {readText(listing.texts.trlEvidence) === null ? null : (
        <div className="mt3">
          <Prose listing={listing} block="trlEvidence" />
        </div>
      )}
      {readText(listing.texts.inUse) === null ? null : (
        <div className="mt3">
          <Prose listing={listing} block="inUse" />
        </div>
      )}
    </Section>
  );
}
