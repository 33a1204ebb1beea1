import type { SavedQuery } from '@ketnoi/contracts/saved-searches';
import { SCHEME_OF } from '../../lib/filter-schemes.ts';
import { useWords } from '../../lib/i18n.ts';
import { useLabels } from '../../lib/labels.ts';

const CODED = Object.keys(SCHEME_OF) as (keyof typeof SCHEME_OF)[];

/** The scale's words where only one end is set. */
function trlText(
  { trlMin, trlMax }: SavedQuery,
  words: { trlRange: (from: number, to: number) => string; trlAtLeast: (from: number) => string },
): string[] {
  if (trlMin === undefined && trlMax === undefined) return [];
  return [trlMax === undefined ? words.trlAtLeast(trlMin ?? 1) : words.trlRange(trlMin ?? 1, trlMax)];
}

/** What a search asks, in words: “nước nhiễm mặn” · Công nghệ · TRL từ 6 · Quảng Ninh. */
export function useSummary(query: SavedQuery): string {
  const { summary: words } = useWords('alerts');
  const search = useWords('search');
  const shell = useWords('shell');
  const label = useLabels(CODED.map((name) => [SCHEME_OF[name], query[name]]));
  const coded = CODED.flatMap((name) => (query[name] ?? []).map((code) => label(SCHEME_OF[name], code)));
  return [
    ...(query.q === undefined ? [] : [words.words(query.q)]),
    ...(query.exact === true ? [words.exact] : []),
    ...(query.translate === false ? [words.oneLanguage] : []),
    ...(query.in ?? []).map((side) => search.tabs[side]),
    ...(query.kind ?? []).map((kind) => shell.kinds[kind]),
    ...trlText(query, search),
    ...coded,
    ...(query.language ?? []).map((one) => shell.languages[one]),
    ...(query.openForInterest === true ? [search.openForInterest] : []),
  ].join(' · ');
}
