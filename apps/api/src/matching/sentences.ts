import type { CodeTables, SearchedScheme } from '@ketnoi/db/classifications';
import type { Language } from '@ketnoi/domain/language';
import type { Side } from '@ketnoi/domain/listing-fields';
import type { EvidenceKind, Feature } from '@ketnoi/domain/match';
import { CURRENCIES, type Currency } from '@ketnoi/domain/money';
import { formatMoneyShort } from '@ketnoi/language/format-money';
import type { Evidence, Reason, Snippet } from '@ketnoi/matching/answer';
import { SENTENCES, type Asker, type SentenceWords } from './sentence-words.ts';

/** Who reads a reason: in which language, whether it is his own listing or text that asks, and whether its own side was looked for. */
export type Reader = { codes: CodeTables; language: Language; side: Side; own: boolean; similar?: boolean };

type Told = Reader & { words: SentenceWords; asker: Asker; reason: Reason };

/** So many words or names are told in a sentence; the rest stands in the evidence. */
const TOLD = 3;
const LONGEST = 60;

/** A reason in one sentence, in the reader's language. */
export function sentenceOf(reason: Reason, reader: Reader): string {
  const told: Told = { ...reader, words: SENTENCES[reader.language], asker: reader.own ? 'you' : reader.side, reason };
  const sentence = reason.known ? TELL[reason.feature](told) : unknown(told);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function unknown({ words, asker, side, similar, reason }: Told): string {
  const other: Side = (side === 'need') === (similar === true) ? 'need' : 'offer';
  const { feature, unknownTo } = reason;
  if (unknownTo === null) return words.unknown.other;
  const of = words.silent[feature];
  // What is asked for by a need is what it does not say; of both the offer's name for it is the common one.
  if (unknownTo === 'both') return words.unknown.both(of.offer);
  return unknownTo === 'asking' ? words.unknown.one(asker, of[side]) : words.unknown.one(other, of[other]);
}

const TELL: Readonly<Record<Feature, (told: Told) => string>> = {
  meaning: ({ words, reason }) => (reason.points > 0 ? words.near : words.far),
  words: inCommon,
  figures,
  elements: ({ words, reason }) => {
    const found = listed(reason.evidence.filter(({ fits }) => fits === true).map(said));
    return found === '' ? words.noElements : words.elements(found);
  },
  field: classes,
  sector: classes,
  maturity,
  budget,
  place,
  modes,
  ip: (told) => {
    const [one] = of(told, 'ip');
    return one === undefined ? told.words.unknown.other : told.words.ip(label(told, one.scheme, one.code));
  },
  time,
  trust,
  feedback: ({ words, reason }) => (reason.points < 0 ? words.disliked : words.liked),
};

const of = ({ reason }: Told, kind: EvidenceKind): readonly Evidence[] => reason.evidence.filter((one) => one.kind === kind);

/** What counts of a text: its marked parts, or all of it where none is marked. */
function telling(snippet: Snippet | null): string {
  if (snippet === null) return '';
  const { text, ranges } = snippet;
  const whole = ranges.length === 0 ? text : ranges.map(([start, end]) => text.slice(start, end)).join(' ');
  return whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST - 1).trimEnd()}…`;
}

/** A number stays with its unit. */
const unbroken = (text: string): string => text.replaceAll(/(\d) (?=[\p{L}%°‰])/gu, '$1\u00a0');

/** A word, and across languages what it means there. */
function said({ asked, found, entry }: Evidence): string {
  const [one, other] = [telling(asked), telling(found)];
  if (entry !== null) return `${one || entry.from} ≈ ${other || entry.to}`;
  if (one === '' || other === '' || one.toLocaleLowerCase() === other.toLocaleLowerCase()) return one || other;
  return `${one} ≈ ${other}`;
}

function listed(parts: readonly string[]): string {
  const distinct = [...new Set(parts.filter((part) => part !== ''))];
  return `${distinct.slice(0, TOLD).join(', ')}${distinct.length > TOLD ? '…' : ''}`;
}

const missing = (told: Told): string => {
  const parts = listed(of(told, 'missing').map(({ asked }) => telling(asked)));
  return parts === '' ? '' : `; ${told.words.notMentioned(parts)}`;
};

function inCommon(told: Told): string {
  const found = listed([...of(told, 'translation'), ...of(told, 'word')].map(said));
  const none = told.reason.points > 0 ? told.words.someCommon : told.words.nothingCommon;
  return `${found === '' ? none : told.words.common(found)}${missing(told)}`;
}

function figures(told: Told): string {
  const { words, reason } = told;
  const figure = (fits: boolean | null): string =>
    listed(reason.evidence.filter((one) => one.kind === 'figure' && one.fits === fits).map((one) => unbroken(said(one))));
  const [good, close, bad] = [figure(true), figure(null), figure(false)];
  const parts = [good === '' ? '' : words.fits(good), close === '' ? '' : words.close(close), bad === '' ? '' : words.fails(bad)].filter(
    (part) => part !== '',
  );
  return `${parts.join('; ') || words.unknown.other}${missing(told)}`;
}

/** A code by its name; codes of tables that are not read here stand for themselves. */
function label({ codes, language }: Told, scheme: string | null, code: string | null): string {
  const table = scheme === null ? undefined : codes[scheme as SearchedScheme];
  return (code === null ? undefined : table?.get(code)?.label[language]) ?? code ?? '';
}

function classes(told: Told): string {
  const [best, ...more] = of(told, 'class');
  if (best === undefined) return told.words.unknown.other;
  const shared = [best, ...more].find(({ fits, code }) => fits === true && code !== null);
  if (shared !== undefined) return told.words.sameClass(label(told, shared.scheme, shared.code));
  const name = (snippet: Snippet | null): string => label(told, best.scheme, snippet?.text ?? null);
  return told.words.otherClass(name(best.asked), name(best.found));
}

/** What need and offer say of a fact, whichever of them asks. */
function turned({ side }: Told, { asked, found }: Evidence): { need: string | null; offer: string | null } {
  const [need, offer] = side === 'need' ? [asked, found] : [found, asked];
  return { need: need?.text ?? null, offer: offer?.text ?? null };
}

function maturity(told: Told): string {
  const [one] = of(told, 'level');
  if (one === undefined) return told.words.unknown.other;
  const { need, offer } = turned(told, one);
  // A need of somebody else is asked for by that need, whoever looks.
  return told.words.level({ level: offer ?? '?', least: need ?? '?', asker: told.side === 'need' ? told.asker : 'need' });
}

const AMOUNT = /^(\d*)\.\.(\d*) ([A-Z]{3})$/u;

/** `1800000000..4200000000 VND`, an end left open, as an amount in short. */
function amount({ words, language }: Told, text: string | null): string {
  const [, min = '', max = '', currency = ''] = AMOUNT.exec(text ?? '') ?? [];
  if (!(CURRENCIES as readonly string[]).includes(currency)) return text ?? '?';
  const money = (digits: string): string | null =>
    digits === '' ? null : formatMoneyShort({ amount: digits, currency: currency as Currency }, language);
  return words.range(money(min), money(max));
}

function budget(told: Told): string {
  const [one] = of(told, 'amount');
  if (one === undefined) return told.words.unknown.other;
  const { need, offer } = turned(told, one);
  return told.words.money({ price: amount(told, offer), budget: amount(told, need), asker: told.side === 'need' ? told.asker : 'need' });
}

function placeName(told: Told, snippet: Snippet | null): string {
  const code = snippet?.text ?? '';
  const scheme = (['province', 'region', 'country'] as const).find((one) => told.codes[one].has(code));
  return scheme === undefined ? code : label(told, scheme, code);
}

function place(told: Told): string {
  const [one] = of(told, 'place');
  if (one === undefined) return told.words.unknown.other;
  const [asked, found] = [placeName(told, one.asked), placeName(told, one.found)];
  return asked === found ? told.words.samePlace(found) : told.words.place(asked, found, told.asker);
}

function modes(told: Told): string {
  const named = (which: readonly Evidence[]): string => listed(which.map(({ scheme, code }) => label(told, scheme, code)));
  const all = of(told, 'mode');
  if (all.length === 0) return told.words.unknown.other;
  const fitting = all.filter(({ fits }) => fits === true);
  return fitting.length > 0 ? told.words.modes(named(fitting)) : told.words.otherModes(named(all));
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/u;

/** A calendar day as the reader writes it. */
function day({ language }: Told, text: string): string | null {
  const [, year, month, of] = DAY.exec(text) ?? [];
  if (year === undefined || month === undefined || of === undefined) return null;
  const format = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    ...(language === 'vi' ? { day: '2-digit', month: '2-digit' } : { day: 'numeric', month: 'short' }),
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(new Date(`${text}T00:00:00Z`)).replaceAll(' ', '\u00a0');
}

function time(told: Told): string {
  const [one] = of(told, 'time');
  if (one === undefined) return told.words.unknown.other;
  const { need, offer } = turned(told, one);
  const [from = '', to = ''] = (need ?? '').split('..');
  const window = told.words.window(day(told, from), day(told, to));
  const until = day(told, offer ?? '') ?? '?';
  return one.fits === false ? told.words.lateFor(window, until) : told.words.inTime(window, until);
}

function trust(told: Told): string {
  const texts = of(told, 'trust').map(({ found }) => found?.text ?? '');
  const published = texts.flatMap((text) => day(told, text) ?? []).map((text) => told.words.published(text));
  return [texts.includes('verified') ? told.words.verified : told.words.unverified, ...published].join('; ');
}
