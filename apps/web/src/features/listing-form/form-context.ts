import type { ListingFieldName, Side } from '@ketnoi/domain/listing-fields';
import { createContext, use } from 'react';
import type { CallProblem } from '../../lib/call-problem.ts';
import { useWords } from '../../lib/i18n.ts';
import type { Draft, DraftState } from './draft.ts';
import { pathOf, type Entries } from './entries.ts';
import { change } from './save-draft.ts';

type Form = {
  draft: Draft;
  state: DraftState;
  /** What a refused submission said of single fields; it stands until the field is changed. */
  refusal: Refusal | null;
  onRefused: (problem: CallProblem) => void;
  /** What publication of this kind asks for. */
  required: ReadonlySet<string>;
  /** Opens the part that asks a field and puts the cursor there. */
  jump: (field: ListingFieldName) => void;
};

/** The sentences of a refused submission by field, and the form it was about. */
export type Refusal = { sentences: Readonly<Record<string, string>>; entries: Entries };

/** The draft of the form around a field. */
export const FormContext = createContext<Form | null>(null);

export function useForm(): Form {
  const form = use(FormContext);
  if (form === null) throw new Error('A field of a listing stands outside its form');
  return form;
}

/** A field's value as typed, and how to change it. */
export function useEntry<Value>(path: string): [Value | null, (value: Value | null) => void] {
  const { draft, state } = useForm();
  return [(state.entries[path] ?? null) as Value | null, (value) => change(draft, path, value)];
}

/** What the server says about a field, or that submission misses it. */
export function useFieldError(field: ListingFieldName): string | undefined {
  const { state, refusal } = useForm();
  const path = pathOf(field);
  const refused = refusal !== null && refusal.entries[path] === state.entries[path] ? refusal.sentences[field] : undefined;
  return state.errors[path] ?? refused;
}

/** What the server says about one cell of a field. */
export function useCellError(field: ListingFieldName, cell: string): string | undefined {
  return useForm().state.errors[`${pathOf(field)}.${cell}`];
}

/** The name of a field on this side of the market. */
export function useFieldName(side: Side): (field: ListingFieldName) => string {
  const fields = useWords('fields');
  const { needFields } = useWords('listingForm');
  return (field) => (side === 'need' ? (needFields[field] ?? fields[field]) : fields[field]);
}

/** Opens the part that asks a field and puts the cursor there. */
export const useJump = (): ((field: ListingFieldName) => void) => useForm().jump;
