import type { Output } from '@ketnoi/contracts/endpoint';
import { readSuggestions } from '@ketnoi/contracts/suggestions';
import { useState } from 'react';
import { call } from '../../lib/api.ts';
import { CallProblem } from '../../lib/call-problem.ts';
import type { Draft } from './draft.ts';
import { useForm } from './form-context.ts';
import { settleDown } from './save-draft.ts';

export type Suggestions = Output<typeof readSuggestions>;

/** How far a question for suggestions is. `unsaved`: the server has nothing of the draft that could be read. */
export type Asked =
  | { is: 'idle' | 'asking' | 'unsaved' }
  | { is: 'failed'; problem: CallProblem }
  | { is: 'answered'; answer: Suggestions };

/** What is typed goes to the server first: it reads the draft there. */
async function suggestionsFor(draft: Draft): Promise<Asked> {
  try {
    await settleDown(draft);
    const { detail } = draft.state;
    if (detail === null) return { is: 'unsaved' };
    return { is: 'answered', answer: await call(readSuggestions, { params: { id: detail.id } }) };
  } catch (error) {
    if (error instanceof CallProblem) return { is: 'failed', problem: error };
    throw error;
  }
}

/** Suggestions for the draft of this form, asked for when `ask` is called. */
export function useSuggestions(): { asked: Asked; ask: () => void } {
  const { draft } = useForm();
  const [asked, setAsked] = useState<Asked>({ is: 'idle' });
  const ask = (): void => {
    setAsked({ is: 'asking' });
    void suggestionsFor(draft).then(setAsked);
  };
  return { asked, ask };
}
