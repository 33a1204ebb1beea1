import type { matchText as contract } from '@ketnoi/contracts/matches';
import type { Input, Output } from '@ketnoi/contracts/endpoint';
import { codeTables, type CodeTables } from '@ketnoi/db/classifications';
import { COUNTERPART } from '@ketnoi/domain/match';
import type { Language } from '@ketnoi/domain/language';
import { problem, type FieldError } from '@ketnoi/domain/problems';
import { guessLanguage } from '@ketnoi/language/guess-language';
import type { Ctx } from '../../context.ts';
import { factsOf } from '../../matching/facts-of.ts';
import { plainRequest } from '../../matching/plain-request.ts';
import { provinceCode, unknownCode } from '../../search/filters.ts';
import { ask } from './ask.ts';
import { answerView } from './view.ts';

type Question = Input<typeof contract>['body'];
type Filters = NonNullable<Question['filters']>;

const PAGE = 20;
const SCHEMES = { country: 'country', sectors: 'priority_sector', fields: 'st_field', modes: 'transfer_mode' } as const;

/** Throws `listing.code_unknown` naming each field that holds a code of no table. */
function checkCodes(filters: Filters, codes: CodeTables): void {
  const errors: FieldError[] = [];
  for (const [field, scheme] of Object.entries(SCHEMES) as [keyof typeof SCHEMES, (typeof SCHEMES)[keyof typeof SCHEMES]][])
    for (const code of [filters[field] ?? []].flat())
      if (!codes[scheme].has(code)) errors.push(unknownCode(`filters.${field}`, code, scheme));
  const { province } = filters;
  if (province !== undefined && provinceCode(codes, province) === null) errors.push(unknownCode('filters.province', province, 'province'));
  if (errors.length > 0) throw problem('listing.code_unknown', { errors });
}

/** A text put to the other side as if it were a listing that says what the filters say. Neither it nor its answer is kept anywhere. */
export async function matchText(ctx: Ctx, question: Question, reader: Language): Promise<Output<typeof contract>> {
  const { side = 'offer', filters = {}, limit = PAGE } = question;
  const codes = await codeTables(ctx.db);
  checkCodes(filters, codes);
  const words = question.text.normalize('NFC');
  const language = question.language ?? guessLanguage(words) ?? reader;
  const own = COUNTERPART[side];
  const { trlMin, province, country, sectors = [], fields = [], modes = [] } = filters;
  const values = { ...(own === 'need' ? { trlMin, wantedModes: modes } : { trl: trlMin, transferModes: modes }), sectors, fields };
  const facts = factsOf(
    {
      listingId: null,
      side: own,
      organisationId: null,
      verified: false,
      country: country ?? null,
      provinceCode: province === undefined ? null : provinceCode(codes, province),
      regionCode: null,
      openForInterest: true,
      techClass: null,
      texts: {},
      values,
      publishedAt: null,
      expiresAt: null,
    },
    codes,
  );
  const asking = { title: { vi: null, en: null }, text: { vi: null, en: null, [language]: words }, facts, listingId: null };
  const answer = await ask(ctx, plainRequest({ asking, side, limit, language }));
  return answerView(answer, { codes, language: reader, side: own, own: true });
}
