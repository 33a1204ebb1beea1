import type { PublicListQuery } from '@ketnoi/contracts/public-lists';
import { LANGUAGES } from '@ketnoi/domain/language';
import { KINDS, SIDES } from '@ketnoi/domain/listing-kinds';

const LONGEST_QUERY = 500;
const MOST_VALUES = 40;
const LONGEST_CODE = 60;
const CODES = [
  'field',
  'sector',
  'province',
  'region',
  'techClass',
  'ipStatus',
  'transferMode',
  'country',
  'organisationType',
] as const satisfies readonly (keyof PublicListQuery)[];

type Raw = Record<string, unknown>;

const texts = (value: unknown): string[] =>
  [value].flat().flatMap((one) => (typeof one === 'string' && one !== '' && one.isWellFormed() && !one.includes('\0') ? [one] : []));
const codes = (value: unknown): string[] =>
  texts(value)
    .filter((one) => one.length <= LONGEST_CODE)
    .slice(0, MOST_VALUES);
const known = <Value extends string>(value: unknown, of: readonly Value[]): Value[] => of.filter((one) => texts(value).includes(one));

function level(value: unknown): number | undefined {
  const number = Number(texts(value)[0] ?? Number.NaN);
  return Number.isInteger(number) && number >= 1 && number <= 9 ? number : undefined;
}

function flag(value: unknown): boolean | undefined {
  const text = texts(value)[0];
  if (text === '1' || text === 'true') return true;
  return text === '0' || text === 'false' ? false : undefined;
}

/** What the address of a search page asks for. People share and cut addresses: what cannot be read is passed over. */
export function readPageQuery(raw: Raw): PublicListQuery {
  const words = texts(raw['q'])[0]?.slice(0, LONGEST_QUERY).toWellFormed().trim();
  const lists = { in: known(raw['in'], SIDES), kind: known(raw['kind'], KINDS), language: known(raw['language'], LANGUAGES) };
  const given = {
    q: words === '' ? undefined : words,
    ...lists,
    ...Object.fromEntries(CODES.map((name) => [name, codes(raw[name])])),
    trlMin: level(raw['trlMin']),
    trlMax: level(raw['trlMax']),
    openForInterest: flag(raw['openForInterest']) === true ? true : undefined,
    exact: flag(raw['exact']) === true ? true : undefined,
    translate: flag(raw['translate']) === false ? false : undefined,
  };
  const asked = Object.entries(given).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0));
  return Object.fromEntries(asked) as PublicListQuery;
}

const LANDING = ['sector', 'field', 'province', 'in'] as const;

/** True for everything, one side, or one value of what visitors of web search engines look for: the pages those may list. Others are endless. */
export function isLanding(query: PublicListQuery): boolean {
  const names = Object.keys(query);
  const narrowed = names.filter((name) => name !== 'in');
  return (
    narrowed.length <= 1 &&
    names.every((name) => {
      const value = LANDING.includes(name as (typeof LANDING)[number]) ? query[name as (typeof LANDING)[number]] : undefined;
      return value?.length === 1;
    })
  );
}
