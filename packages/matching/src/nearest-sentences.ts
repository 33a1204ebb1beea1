import { sentences } from '@ketnoi/language/sentences';
import type { Bilingual } from '@ketnoi/domain/language';
import type { Evidence } from './answer.ts';
import type { DocumentVectors } from './collection.ts';
import { evidence } from './measured.ts';
import type { QueryVectors } from './query.ts';
import { sentenceSnippet } from './snippet.ts';

/** Two sentences that are less near than this say nothing of each other. */
const LEAST = 0.45;

/** The two sentences that are nearest to each other by their vectors; null where nothing was encoded, or nothing is near. */
export function nearestSentences(
  vectors: DocumentVectors,
  query: QueryVectors,
  { doc, asked, found }: { doc: number; asked: Bilingual; found: Bilingual },
): Evidence | null {
  const [first, end] = [vectors.starts[doc] ?? 0, vectors.ends[doc] ?? 0];
  if (vectors.model !== query.model || end <= first) return null;
  const cosines = new Float32Array(end - first);
  let best = { asked: 0, found: 0, cosine: LEAST };
  for (const [at, vector] of query.sentences.entries()) {
    vectors.table.cosines(vector, first, cosines);
    for (const [place, cosine] of cosines.entries()) if (cosine > best.cosine) best = { asked: at, found: place, cosine };
  }
  if (best.cosine === LEAST) return null;
  const one = sentenceAt(asked, best.asked, query.sentences.length);
  const other = sentenceAt(found, best.found, end - first);
  return one === null || other === null
    ? null
    : evidence('sentence', { asked: sentenceSnippet(one), found: sentenceSnippet(other), fits: true });
}

/** A sentence of the text that the encoder read, its English where there is one; null when the text has changed since. */
function sentenceAt({ vi, en }: Bilingual, at: number, encoded: number): string | null {
  const text = en ?? vi ?? '';
  const all = sentences(text);
  if (all.length <= 1 && encoded === 1) return text.replace(/\s+/g, ' ').trim() || null;
  return all.length < encoded ? null : (all[at] ?? null);
}
