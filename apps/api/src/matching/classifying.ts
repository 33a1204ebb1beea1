import { codeTables, type CodeTables, type CodeEntry } from '@ketnoi/db/classifications';
import { SIDES, type Side } from '@ketnoi/domain/listing-kinds';
import type { MatchFacts } from '@ketnoi/matching/facts';
import { suggestCodes } from '@ketnoi/matching/classify';
import { collectionOf, withStaticVectors, type Collection, type MatchDocument } from '@ketnoi/matching/collection';
import { tellingTerms } from '@ketnoi/matching/keyword-suggestions';
import { rank } from '@ketnoi/matching/rank';
import type { MatchQuery } from '@ketnoi/matching/query';
import type { Db } from '@ketnoi/db/database';
import type { Bilingual } from '@ketnoi/domain/language';
import type { Candidates } from './candidates.ts';
import type { ClassifyAnswer, ClassifyRequest, NamedListing, SuggestedCode } from './port.ts';
import type { Readers } from './readers.ts';
import type { Shelf } from './shelf.ts';
import type { MatchTables } from './tables.ts';

const SCHEMES = { fields: 'st_field', sectors: 'priority_sector' } as const;
type Classified = keyof typeof SCHEMES;

/** Of fewer labelled listings the nearest are near nothing: then those of the other side are asked. */
const ENOUGH = 12;
const NEAREST = 12;
/** More than are shown: what is chosen already, or has no listing that is still shown, falls out. */
const SUGGESTED = 8;
const NAMED = 5;
/** One far listing among many is no reason. */
const LEAST_SHARE = 0.05;

export type ClassifierParts = { db: Db; words: MatchTables; readers: Readers; candidates: Candidates };
type Classes = Record<Classified, Collection>;
type Asked = { asked: Bilingual; query: MatchQuery };

/** Suggests codes for texts from the listings near them and from the names of the classes, which are read once a table of codes and an edition of the dictionary. */
export function classifier(
  parts: ClassifierParts,
): (request: ClassifyRequest, asked: Asked) => Promise<Omit<ClassifyAnswer, 'limitations'>> {
  let kept: { codes: CodeTables; edition: number | null; model: string | undefined; classes: Promise<Classes> } | null = null;
  const classesNow = (codes: CodeTables): Promise<Classes> => {
    const edition = parts.words.edition();
    const model = parts.readers.current().statics?.model;
    if (kept === null || kept.codes !== codes || kept.edition !== edition || kept.model !== model) {
      const classes = readClasses(parts, codes);
      kept = { codes, edition, model, classes };
      classes.catch(() => {
        kept = null;
      });
    }
    return kept.classes;
  };
  return async (request, asked) => {
    const codes = await codeTables(parts.db);
    const [classes, labelled] = await Promise.all([classesNow(codes), labelledShelf(parts.candidates, request, asked)]);
    const { shelf, side } = labelled;
    const collection = shelf.sides[side].collection();
    const of = (which: Classified): SuggestedCode[] => suggested(which, { ...labelled, ...asked, classes: classes[which], request });
    const near = rank(collection, asked.query, { limit: NEAREST + 1, task: 'need-offer' }).map(
      ({ doc }) => collection.documents[doc]?.id ?? '',
    );
    return {
      fields: of('fields'),
      sectors: of('sectors'),
      near: near
        .filter((id) => id !== request.listingId)
        .slice(0, NEAREST)
        .map((id) => named(shelf, id)),
      terms: tellingTerms(asked.asked, parts.words.tables, collection),
    };
  };
}

type Labelled = { shelf: Shelf; side: Side };

/** The listings of the text's own side, unless few of them have codes and more of the other's do. */
async function labelledShelf(candidates: Candidates, { side }: ClassifyRequest, { asked, query }: Asked): Promise<Labelled> {
  const labelledOf = async (one: Side): Promise<Labelled & { count: number }> => {
    const shelf = await candidates.shelfFor({ side: one, asked, query, also: [] });
    const facts = [...shelf.known.values()].filter((known) => known.side === one).map((known) => known.facts);
    return { shelf, side: one, count: facts.filter(({ fields, sectors }) => fields.length + sectors.length > 0).length };
  };
  const own = await labelledOf(side);
  if (own.count >= ENOUGH) return own;
  const other = await labelledOf(SIDES.find((one) => one !== side) ?? side);
  return other.count > own.count ? other : own;
}

function suggested(
  which: Classified,
  { shelf, side, query, classes, request }: Labelled & { query: MatchQuery; classes: Collection; request: ClassifyRequest },
): SuggestedCode[] {
  const neighbours = shelf.sides[side].collection();
  const idOf = (doc: number): string => neighbours.documents[doc]?.id ?? '';
  const codesOf = (doc: number): string[] => leaves(shelf.known.get(idOf(doc))?.facts, which);
  const except = (doc: number): boolean => idOf(doc) === request.listingId;
  const byName = new Set(
    rank(classes, query, { limit: NAMED, task: 'need-offer' })
      .filter(({ contributions }) => contributions.some(({ channel, measured }) => channel === 'words' && measured > 0))
      .map(({ doc }) => classes.documents[doc]?.id),
  );
  return suggestCodes(query, { neighbours, codesOf, classes }, { limit: SUGGESTED, except })
    .map(({ code, share, neighbours: near }) => ({
      code,
      share,
      named: byName.has(code),
      neighbours: near.map((doc) => named(shelf, idOf(doc))),
    }))
    .filter((one) => one.share >= LEAST_SHARE && (one.named || one.neighbours.length > 0));
}

/** The codes themselves, without those above them. */
function leaves(facts: MatchFacts | undefined, which: Classified): string[] {
  return (facts?.[which] ?? []).flatMap((path) => path.at(-1) ?? []);
}

const named = (shelf: Shelf, listingId: string): NamedListing => ({ listingId, version: shelf.known.get(listingId)?.version ?? 0 });

async function readClasses({ words, readers }: ClassifierParts, codes: CodeTables): Promise<Classes> {
  const { statics } = readers.current();
  const read = async (which: Classified): Promise<Collection> => {
    const bare = collectionOf(classDocuments(codes[SCHEMES[which]]), words.tables);
    return statics === null ? bare : withStaticVectors(bare, statics);
  };
  return { fields: await read('fields'), sectors: await read('sectors') };
}

/** What stands at the top with more below it is too wide to be found by its name. */
function classDocuments(scheme: ReadonlyMap<string, CodeEntry>): MatchDocument[] {
  const above = new Set([...scheme.values()].map(({ parent }) => parent));
  return [...scheme.values()]
    .filter(({ code, parent }) => parent !== null || !above.has(code))
    .map(({ code, label }) => ({
      id: code,
      texts: { vi: label.vi === null ? null : { title: label.vi, text: '' }, en: label.en === null ? null : { title: label.en, text: '' } },
    }));
}
