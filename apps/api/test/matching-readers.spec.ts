import { expect, it } from 'vitest';
import { openReaders } from '../src/matching/readers.ts';

it('opens the encoder and the static vectors side by side, and loses neither', async () => {
  const readers = openReaders({ warn: () => undefined });
  const { provider, statics } = await readers.opened;
  expect(provider?.model).toContain('MiniLM');
  expect(statics?.dimensions).toBe(256);
  expect(readers.current()).toEqual({ provider, statics });
  await provider?.close();
});
