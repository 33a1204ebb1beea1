import { openEncoder } from '@ketnoi/encoder/encoder';
import type { EmbeddingProvider } from '@ketnoi/matching/embedding';
import type { Logger } from 'pino';

/** A provider of vectors that opens on its own and may never come. */
export type Provider = {
  /** The encoder once it is open; null before, and where no runtime loads. */
  current: () => EmbeddingProvider | null;
  /** Resolves when it is known whether there is one. */
  opened: Promise<EmbeddingProvider | null>;
};

/** Opens the sentence encoder. Where neither runtime loads there is none, and words count alone. */
export function openProvider(log: Pick<Logger, 'warn'>): Provider {
  let provider: EmbeddingProvider | null = null;
  const opened = openEncoder().then(
    (encoder) => (provider = encoder),
    (error: unknown) => {
      log.warn({ err: error }, 'the sentence encoder does not load; matching goes by words');
      return null;
    },
  );
  return { current: () => provider, opened };
}

/** A provider that is there already, or that there is none. */
export function givenProvider(provider: EmbeddingProvider | null): Provider {
  return { current: () => provider, opened: Promise.resolve(provider) };
}
