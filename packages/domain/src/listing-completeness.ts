import type { Kind } from './listing-fields.ts';
import { isFilled, recordOf, type ListingContent } from './listing-content.ts';
import type { FieldFault } from './listing-advice.ts';

/** The state of a technology on the lists of the law that bars publication, and the one that says nobody looked. */
export const PROHIBITED = 'prohibited';
const NOT_CHECKED = 'not_checked';

type Condition = { holds: (content: ListingContent) => boolean; fault: FieldFault };

const filled = (name: Parameters<typeof isFilled>[1], advice: FieldFault['advice']): Condition => ({
  holds: (content) => isFilled(content, name),
  fault: { field: name, advice },
});

const isChecked = (content: ListingContent): boolean => {
  const status = recordOf(content, 'listCheck')?.['status'];
  return typeof status === 'string' && status !== NOT_CHECKED;
};

/** What an offer must say to be published (workflows, section 1). */
const OFFER: readonly Condition[] = [
  filled('title', 'title'),
  filled('summary', 'summary'),
  filled('trl', 'trl'),
  {
    holds: (content) => isFilled(content, 'ipRights') || content.values.knowHowOnly === true,
    fault: { field: 'ipRights', advice: 'ipRights' },
  },
  filled('transferForms', 'transferForms'),
  filled('advantages', 'advantages'),
  filled('partnerRole', 'partnerRole'),
  filled('fields', 'fields'),
  { holds: isChecked, fault: { field: 'listCheck', advice: 'listCheck' } },
];

/** What a need must say: four fields and its owner's consent, so that an officer can enter a farm's need on a phone. */
const NEED: readonly Condition[] = [
  filled('title', 'title'),
  filled('problem', 'problem'),
  { holds: (content) => isFilled(content, 'fields') || isFilled(content, 'sectors'), fault: { field: 'fields', advice: 'fieldOrSector' } },
  filled('endsOn', 'endsOn'),
];

const INTEGRITY = filled('integrity', 'integrity');

function conditionsOf(kind: Kind): readonly Condition[] {
  if (kind === 'need') return NEED;
  return kind === 'research_result' ? [...OFFER, INTEGRITY] : OFFER;
}

/** The fields that publication still waits for, each with what to do. Empty when the content is complete. The owner's consent is no field. */
export function missingFields(kind: Kind, content: ListingContent): FieldFault[] {
  return conditionsOf(kind)
    .filter((condition) => !condition.holds(content))
    .map((condition) => condition.fault);
}

/** True when the technology stands on the banned list: never published, whoever says so. */
export function isProhibited(content: ListingContent): boolean {
  return recordOf(content, 'listCheck')?.['status'] === PROHIBITED;
}

/** What time has made wrong: a need whose end has passed cannot be handed in. @param today the calendar day of the exchange, YYYY-MM-DD. */
export function expiredFields(content: ListingContent, today: string): FieldFault[] {
  const { endsOn } = content.values;
  return typeof endsOn === 'string' && endsOn < today ? [{ field: 'endsOn', advice: 'ended' }] : [];
}
