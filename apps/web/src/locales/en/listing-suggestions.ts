import type { suggested as words } from '../vi/listing-suggestions.ts';

export const suggested: typeof words = {
  ask: 'Suggest',
  askAgain: 'Suggest again',
  asking: 'Looking for listings like it',
  askFor: { fields: 'fields', sectors: 'priority sectors', technologyKeywords: 'key words', trlEvidence: 'questions about evidence' },
  askQuestions: 'What evidence is needed?',
  list: (what: string) => `Suggested ${what}`,
  about: 'Only the public part of the draft is read. Press to add; nothing is added by itself.',
  add: (name: string) => `Add ${name}`,
  added: (name: string) => `${name} added.`,
  bands: { strong: 'very near', possible: 'fairly near', weak: 'less sure' },
  neighbours: (count: number) =>
    count === 1 ? 'A listing like it is of this class:' : `The ${String(count)} listings most like it are of this class:`,
  classText: 'Its name has words that you wrote.',
  inText: 'You wrote it in the text.',
  wordOf: (count: number) => (count === 1 ? 'A listing like it uses this word:' : `${String(count)} listings like it use this word:`),
  languages: { vi: 'Vietnamese', en: 'English' },
  empty: 'Nothing to suggest yet. Write more of the title, summary or problem and try again.',
  unsaved: 'The draft is not on the exchange yet: write a title or problem and sign in, then press again.',
  away: 'The matcher is away. You can choose as ever; try suggestions again in a few minutes.',
  loading: 'The matcher is reading the listings. Try again in a few minutes.',
  byWords: 'Suggestions go by words alone just now and may be weaker.',
  full: 'No more can be added.',
  trl: {
    stated: (level: number) => `At TRL\u00a0${String(level)}, which you chose, readers usually ask:`,
    guessed: (level: number, words: string) =>
      `You wrote “${words}”, as is usual at TRL\u00a0${String(level)}. If that is so, readers usually ask:`,
    unknown: 'The level is not clear. What you can answer tells which it is:',
    level: (level: number) => `TRL\u00a0${String(level)}`,
    information: 'Information to compare with, not an assessment.',
    source: (name: string, day: string) => `Source: ${name}, ${day}.`,
  },
};
