import type { ListingContent } from '@ketnoi/domain/listing-content';
import { EMPTY_CONTENT, isFilled, rowsOf } from '@ketnoi/domain/listing-content';
import { missingFields } from '@ketnoi/domain/listing-completeness';
import type { Kind, ListingFieldName } from '@ketnoi/domain/listing-fields';
import { useMemo } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { contentOf, type Entries } from './entries.ts';
import { OFFER_STEPS, type OfferStep } from './plan.ts';

/** The fields publication of this kind asks for. */
export function requiredFields(kind: Kind): ReadonlySet<string> {
  return new Set(missingFields(kind, EMPTY_CONTENT).map((one) => one.field));
}

/** What the form says so far and what it still lacks. */
export function useProgress(entries: Entries): { kind: Kind; content: ListingContent; lacking: readonly string[] } {
  return useMemo(() => {
    const kind = entries['kind'] as Kind;
    const content = contentOf(entries);
    return { kind, content, lacking: missingFields(kind, content).map((one) => one.field) };
  }, [entries]);
}

/** Is the field asked at all, given what else is said? What is filled in always shows. */
export function isAsked(field: ListingFieldName, kind: Kind, content: ListingContent): boolean {
  if (isFilled(content, field)) return true;
  switch (field) {
    case 'integrity':
      return kind === 'research_result';
    case 'stateTaskCode':
      return content.values.stateFunded === true;
    case 'ipRights':
      return content.values.knowHowOnly !== true;
    case 'rightOptions':
      return rightsInclude(content, 'use_right_licence');
    default:
      return true;
  }
}

const rightsInclude = (content: ListingContent, code: string): boolean =>
  Array.isArray(content.values.transferRights) && (content.values.transferRights as string[]).includes(code);

export type StepState = { id: OfferStep; lacks: boolean; begun: boolean; status: string };

type Told = { step: (typeof OFFER_STEPS)[number]; content: ListingContent; lacking: readonly string[] };

/** The line under each step: what is there, what is missing. */
export function useStepStates(content: ListingContent, lacking: readonly string[]): StepState[] {
  const { status: words } = useWords('listingForm').steps;
  const told = ({ step }: Told): string | null => {
    if (step.id === 'compare') {
      const rows = rowsOf(content, 'advantages').length;
      return rows === 0 ? null : words.metrics(rows);
    }
    if (step.id === 'readiness') {
      const { trl } = content.values;
      return typeof trl === 'number' ? words.trl(trl, isFilled(content, 'trlEvidence')) : null;
    }
    if (step.id === 'rights' && content.values.knowHowOnly === true) return words.knowHow;
    const rights = rowsOf(content, 'ipRights').length;
    return step.id === 'rights' && rights > 0 ? words.rows(rights) : null;
  };
  return OFFER_STEPS.map((step) => {
    const fields: readonly ListingFieldName[] = step.fields;
    const lacks = step.id === 'check' ? lacking.length : lacking.filter((field) => fields.includes(field as ListingFieldName)).length;
    const filled = fields.filter((field) => isFilled(content, field)).length;
    const asksNothing = !OFFER_REQUIRING.has(step.id);
    const state = (): string => {
      if (step.id === 'check') return lacks === 0 ? words.ready : words.missing(lacks);
      if (lacks > 0) return filled === 0 ? words.none : words.missing(lacks);
      return told({ step, content, lacking }) ?? (filled === 0 ? words.none : asksNothing ? words.started(filled) : words.full);
    };
    return { id: step.id, lacks: lacks > 0, begun: filled > 0, status: state() };
  });
}

/** Steps that hold something publication asks for. */
const OFFER_REQUIRING: ReadonlySet<string> = new Set(
  OFFER_STEPS.filter((step) => step.fields.some((field) => requiredFields('research_result').has(field))).map((step) => step.id),
);
