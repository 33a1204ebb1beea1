import type { suggest as words } from '../vi/suggest.ts';

export const suggest: typeof words = {
  label: 'Suggestions',
  kinds: {
    recent: 'Searched before',
    title: 'Listing',
    organisation: 'Organisation',
    sector: 'Priority sector',
    field: 'Field',
    province: 'Province or city',
    ipc: 'Patent class',
  },
  count: (count: number) => `${String(count)} ${count === 1 ? 'suggestion' : 'suggestions'}`,
  onlyHere: 'Remembered on this device only.',
  clear: 'Clear',
  off: 'Stop remembering',
  isOff: 'This device does not remember what you search for.',
  on: 'Remember again',
};
