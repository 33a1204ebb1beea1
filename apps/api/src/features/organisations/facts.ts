import type { OrganisationId } from '@ketnoi/domain/ids';
import { readTaxCode } from '@ketnoi/domain/organisation';
import { problem } from '@ketnoi/domain/problems';
import type { Tx } from '@ketnoi/db/database';
import { isTaxCodeTaken, type OrganisationFacts } from '@ketnoi/db/organisations';
import type { Ctx } from '../../context.ts';

/** What somebody typed of an organisation. */
export type TypedFacts = {
  typeCode: string;
  legalName: string;
  shortName?: string | null;
  englishName?: string | null;
  taxCode?: string | null;
  taxCodeConfirmed?: boolean;
  country?: string;
  provinceCode?: string | null;
  website?: string | null;
};

/** `prefix` stands before the field names of an error: where in the request the facts were. */
type Reading = { typed: TypedFacts; prefix: string };

const line = (text: string | null | undefined): string | null => {
  const stored = text?.normalize('NFC').replaceAll(/\s+/gu, ' ').trim() ?? '';
  return stored === '' ? null : stored;
};

function readCode(typed: TypedFacts, prefix: string): string | null {
  const text = line(typed.taxCode);
  if (text === null) return null;
  const field = `${prefix}taxCode`;
  const reading = readTaxCode(text, { typeCode: typed.typeCode, country: typed.country ?? 'VN' });
  if (reading === null)
    throw problem('organisation.tax_code_form', {
      errors: [{ field, code: 'form', message: 'has not the form of a tax code of this type' }],
    });
  if (reading.doubtful && typed.taxCodeConfirmed !== true) {
    const message = 'has a wrong check digit; send taxCodeConfirmed: true if it is printed so';
    throw problem('organisation.tax_code_invalid', { errors: [{ field, code: 'check_digit', message }] });
  }
  return reading.code;
}

/**
 * The facts of an organisation as they are stored, with the versions of their codes. Throws a problem that names the field: an unknown code,
 * a tax code of another form or with an unconfirmed wrong check digit, a missing province.
 */
export async function readFacts(ctx: Ctx, { typed, prefix }: Reading): Promise<OrganisationFacts> {
  const book = await ctx.codes.current();
  const country = typed.country ?? 'VN';
  const provinceCode = typed.provinceCode ?? null;
  const unknown = (field: string): never => {
    throw problem('listing.code_unknown', {
      errors: [{ field: `${prefix}${field}`, code: 'unknown', message: 'is no code of the table in force' }],
    });
  };
  if (!book.has('organisation_type', typed.typeCode)) unknown('typeCode');
  if (!book.has('country', country)) unknown('country');
  if (provinceCode !== null && !book.has('province', provinceCode)) unknown('provinceCode');
  if ((country === 'VN') !== (provinceCode !== null)) {
    const message = country === 'VN' ? 'is required' : 'is for organisations in Viet Nam';
    throw problem('organisation.province_required', { errors: [{ field: `${prefix}provinceCode`, code: 'province', message }] });
  }
  const legalName = line(typed.legalName);
  return {
    typeCode: typed.typeCode,
    typeVersion: book.versionOf('organisation_type') ?? '',
    legalName: legalName ?? typed.legalName,
    shortName: line(typed.shortName),
    englishName: line(typed.englishName),
    taxCode: readCode(typed, prefix),
    country,
    provinceCode,
    provinceVersion: provinceCode === null ? null : book.versionOf('province'),
    website: typed.website ?? null,
  };
}

type Claim = { facts: OrganisationFacts; except: OrganisationId | null; field: string };

/** Throws when another registered organisation holds the tax code. */
export async function checkTaxCode(tx: Tx, { facts, except, field }: Claim): Promise<void> {
  const { taxCode, typeCode } = facts;
  // A person's number is not told apart from others: whether it is known here is nobody's business.
  if (taxCode === null || /^\d{12}$/u.test(taxCode)) return;
  if (!(await isTaxCodeTaken(tx, { taxCode, except }))) return;
  const message = `belongs to a registered organisation (${typeCode})`;
  throw problem('organisation.tax_code_taken', { errors: [{ field, code: 'taken', message }] });
}
