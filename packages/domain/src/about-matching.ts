import type { FigureSet } from './matching-figures.ts';

/** One part of the public account of matching: paragraphs, then points. */
export type AboutSection = { id: string; title: string; text: readonly string[]; points?: readonly string[] };

/** The account of matching in one language; the page in the browser and the text that the server writes into it say the same. */
export type AboutMatching = {
  title: string;
  description: string;
  lead: string;
  before: readonly AboutSection[];
  figures: {
    title: string;
    text: readonly string[];
    heads: { set: string; size: string; score: string; interval: string; found: string };
    sets: Readonly<Record<FigureSet, string>>;
    size: (queries: string, documents: string) => string;
    command: string;
  };
  after: readonly AboutSection[];
};
