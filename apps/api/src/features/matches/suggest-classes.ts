import type { readSuggestions as contract, SuggestedClass, SuggestedWord } from '@ketnoi/contracts/suggestions';
import type { Output } from '@ketnoi/contracts/endpoint';
import type { ListingValues } from '@ketnoi/contracts/listing-shapes';
import { codeTables, withAncestors, type CodeEntry } from '@ketnoi/db/classifications';
import { findListing } from '@ketnoi/db/listing-heads';
import { hitRows, type HitRow } from '@ketnoi/db/listing-hits';
import type { SignedIn } from '@ketnoi/domain/actor';
import type { ListingId } from '@ketnoi/domain/ids';
import { LANGUAGES, type Bilingual } from '@ketnoi/domain/language';
import { actsOf } from '@ketnoi/domain/listing-policy';
import type { Band } from '@ketnoi/domain/match';
import { problem } from '@ketnoi/domain/problems';
import { guessedLevel, questionsFor, TRL_SOURCE } from '@ketnoi/domain/trl-questions';
import { suggestKeywords, type Keywords } from '@ketnoi/matching/keyword-suggestions';
import type { Ctx } from '../../context.ts';
import { standingTo, subjectOf } from '../../listings/standing.ts';
import { matchedText, type MatchSource } from '../../matching/facts-of.ts';
import type { ClassifyAnswer, NamedListing, SuggestedCode } from '../../matching/port.ts';
import { askingSide } from './asking-side.ts';

type Answer = Output<typeof contract>;
type Rows = ReadonlyMap<ListingId, HitRow>;

const MOST_CODES = 3;
const MOST_WORDS = 5;
const MOST_NAMED = 3;
const [STRONG, POSSIBLE] = [0.4, 0.2];

/**
 * What may suit the version that is worked on, for who may edit it; others are not told that there is one. Only its public text is read, only listings that are shown at
 * this moment are named, and nothing is kept or set: whoever knows chooses.
 */
export async function suggestClasses(ctx: Ctx, actor: SignedIn, id: ListingId): Promise<Answer> {
  const head = await findListing(ctx.db, { id });
  if (head === null || !actsOf(standingTo(ctx, actor, head), subjectOf(ctx, head), ctx.clock.now()).includes('edit'))
    throw problem('record.not_found');
  const { source } = await askingSide(ctx, actor, id);
  if (source === null) throw problem('record.not_found');
  const answer = await classified(ctx, source);
  const all = [...answer.near, ...[...answer.fields, ...answer.sectors].flatMap(({ neighbours }) => neighbours)];
  const rows = await hitRows(ctx.db, { ids: [...new Set(all.map(({ listingId }) => listingId as ListingId))] });
  const codes = await codeTables(ctx.db);
  const values = source.values as ListingValues;
  return {
    fields: classesOf(answer.fields, { rows, scheme: codes.st_field, chosen: values.fields ?? [] }),
    sectors: classesOf(answer.sectors, { rows, scheme: codes.priority_sector, chosen: values.sectors ?? [] }),
    keywords: keywordsOf(answer, source, rows),
    ...trlOf(source),
    limitations: [...answer.limitations],
  };
}

type Classified = Omit<ClassifyAnswer, 'limitations'> & { limitations: Answer['limitations'] };

async function classified(ctx: Ctx, source: MatchSource): Promise<Classified> {
  try {
    const answer = await ctx.matching.classify({ ...matchedText(source), side: source.side, listingId: source.listingId });
    return { ...answer, limitations: [...answer.limitations] };
  } catch (error) {
    // Its message may hold what was asked; its name tells enough.
    const name = error instanceof Error ? error.name : 'unknown';
    ctx.log[name === 'MatcherAway' ? 'warn' : 'error']({ failure: name }, 'no matcher answered: nothing is suggested');
    return { fields: [], sectors: [], near: [], terms: { vi: [], en: [] }, limitations: ['away'] };
  }
}

/** Those that are shown now, as they were when they were looked at. */
function stillShown(named: readonly NamedListing[], rows: Rows): HitRow[] {
  return named.flatMap(({ listingId, version }) => {
    const row = rows.get(listingId as ListingId);
    return row?.version === version ? [row] : [];
  });
}

const namedView = ({ id, card }: HitRow) => ({ id, side: card.side, title: card.title });

type Under = { rows: Rows; scheme: ReadonlyMap<string, CodeEntry>; chosen: readonly string[] };

function classesOf(found: readonly SuggestedCode[], { rows, scheme, chosen }: Under): SuggestedClass[] {
  // What stands above a chosen code is said with it.
  const said = new Set(chosen.flatMap((code) => withAncestors(scheme, code)));
  return found
    .flatMap(({ code, share, named, neighbours }): SuggestedClass[] => {
      const label = scheme.get(code)?.label;
      if (label === undefined || said.has(code)) return [];
      const listings = stillShown(neighbours, rows).slice(0, MOST_NAMED).map(namedView);
      const reasons: SuggestedClass['reasons'] = [
        ...listings.map((listing) => ({ kind: 'neighbour' as const, listing, label: null })),
        ...(named ? [{ kind: 'class_text' as const, listing: null, label }] : []),
      ];
      return reasons.length === 0 ? [] : [{ code, label, band: bandOf(share), reasons }];
    })
    .slice(0, MOST_CODES);
}

const bandOf = (share: number): Band => (share >= STRONG ? 'strong' : share >= POSSIBLE ? 'possible' : 'weak');

function keywordsOf({ near, terms }: Classified, source: MatchSource, rows: Rows): Answer['keywords'] {
  const { technologyKeywords, marketKeywords } = source.values as ListingValues;
  const of = (language: 'vi' | 'en'): string[] => [...(technologyKeywords?.[language] ?? []), ...(marketKeywords?.[language] ?? [])];
  const chosen: Keywords = { vi: of('vi'), en: of('en') };
  const found = suggestKeywords(stillShown(near, rows), { text: saidIn(source), terms, chosen, limit: MOST_WORDS });
  const view = ({ text, inText, of: ids }: (typeof found)['vi'][number]): SuggestedWord => ({
    text,
    inText,
    listings: ids.slice(0, MOST_NAMED).flatMap((id) => {
      const row = rows.get(id);
      return row === undefined ? [] : [namedView(row)];
    }),
  });
  return { vi: found.vi.map(view), en: found.en.map(view) };
}

function saidIn(source: MatchSource): Bilingual {
  const { title, text } = matchedText(source);
  const [vi = null, en = null] = LANGUAGES.map((language) => [title[language], text[language]].filter(Boolean).join('\n') || null);
  return { vi, en };
}

/** Questions about an offer; a need says what it wants of others. */
function trlOf(source: MatchSource): Pick<Answer, 'trl' | 'trlQuestions' | 'trlSource'> {
  if (source.side === 'need') return { trl: null, trlQuestions: [], trlSource: TRL_SOURCE };
  const stated = (source.values as ListingValues).trl ?? null;
  const guessed = stated === null ? guessedLevel(saidIn(source)) : null;
  const trl = stated === null ? (guessed === null ? null : { ...guessed, stated: false }) : { level: stated, stated: true, words: null };
  return { trl, trlQuestions: questionsFor(trl?.level ?? null).map(({ level, question }) => ({ level, question })), trlSource: TRL_SOURCE };
}
