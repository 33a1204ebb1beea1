import type { forms as words } from '../vi/forms.ts';

export const forms: typeof words = {
  optional: 'optional',
  tooLong: (excess: string) => `${excess} characters too long. The rest is still here; shorten it so that it can be saved.`,
  password: {
    show: 'Show password',
    rule: (least: number) =>
      `At least ${String(least)} characters. A few unrelated words are easier to keep and harder to guess than odd signs.`,
    fine: 'Good enough. The server also compares it with a list of common passwords.',
    weak: {
      short: 'Still short. It needs at least 10 characters.',
      monotonous: 'Too few different characters; very easy to guess.',
      sequence: 'This is a run along the keyboard or the alphabet; very easy to guess.',
      personal: 'Hardly more than your own name or address. Add words that nobody knows.',
      common: 'Many people use this password; machines try it first.',
    },
  },
  picker: { placeholder: 'Type to search, marks or not', nothing: 'Nothing matches' },
  keywords: 'Type, then press Enter or a comma',
  date: {
    placeholder: 'day/month/year',
    unreadable: 'This is not read as a date yet. Type it like 31/1/2027.',
    left: (days: number) => (days === 0 ? 'today' : `${String(days)} ${days === 1 ? 'day' : 'days'} left`),
    past: (days: number) => `${String(days)} ${days === 1 ? 'day' : 'days'} ago`,
  },
  money: {
    unitMissing: 'The unit is missing.',
    separator: 'The separator can be read in two ways.',
    meant: 'Do you mean',
    or: 'or',
    unreadable: 'This is not read as an amount yet. Type it like 350 million, 1.5 billion or 1,500,000,000.',
  },
  errors: {
    title: (count: number) => (count === 1 ? 'One thing to put right' : `${String(count)} things to put right`),
    required: 'Fill this in.',
  },
  due: { before: (time: string) => `before ${time}`, dayEnd: (date: string) => `by the end of ${date}` },
  cancel: 'Cancel',
  save: 'Save',
  saving: 'Saving',
};
