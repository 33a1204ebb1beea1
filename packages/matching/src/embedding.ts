import type { Language } from '@ketnoi/domain/language';

/** Turns texts into vectors of length 1, whose dot product is how near their meanings are; what it is made of is the provider's affair. */
export type EmbeddingProvider = {
  /** Names model, version and runtime. Vectors of two different names are never compared. */
  model: string;
  dimensions: number;
  /** The vector, of length 1, of what all texts of the market have in common; to be near it says nothing. */
  common?: Float32Array;
  /** One vector a text, in order. The language is English unless said, and a provider that reads English alone is given nothing else; what is longer than the model reads is cut. */
  embed: (texts: readonly string[], language?: Language) => Promise<Float32Array[]>;
  /** Frees the model; no call may follow. */
  close: () => Promise<void>;
};
