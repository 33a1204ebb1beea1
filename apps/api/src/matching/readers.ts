import { openEncoder } from '@ketnoi/encoder/encoder';
import { openStaticVectors } from '@ketnoi/encoder/static-vectors';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import type { Logger } from 'pino';

/** What turns texts into vectors: the sentence encoder, and static vectors that read both languages. Null where one does not load. */
export type TextReaders = { provider: EmbeddingProvider | null; statics: EmbeddingProvider | null };

/** Readers that open by themselves and may never come. */
export type Readers = {
  /** Those that are open. */
  current: () => TextReaders;
  /** Resolves when it is known which there are. */
  opened: Promise<TextReaders>;
};

export const NO_READERS: TextReaders = { provider: null, statics: null };

/** Opens what there is. Where the encoder's runtime does not load, static vectors stand in; where nothing loads, words count alone. */
export function openReaders(log: Pick<Logger, 'warn'>): Readers {
  let now = NO_READERS;
  const opened = async (name: keyof TextReaders, open: () => Promise<EmbeddingProvider>): Promise<void> => {
    try {
      // Read `now` after the wait: the other one may have come meanwhile.
      const reader = await open();
      now = { ...now, [name]: reader };
    } catch (error) {
      log.warn({ err: error, reader: name }, 'a reader of texts does not load; matching goes on without it');
    }
  };
  const all = Promise.all([opened('provider', () => openEncoder()), opened('statics', openStaticVectors)]);
  return { current: () => now, opened: all.then(() => now) };
}

/** Readers that are there already. */
export function givenReaders(readers: Partial<TextReaders> = {}): Readers {
  const given = { ...NO_READERS, ...readers };
  return { current: () => given, opened: Promise.resolve(given) };
}
