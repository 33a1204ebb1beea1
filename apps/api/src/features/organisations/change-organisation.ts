import type { Actor } from '@ketnoi/domain/actor';
import { newId, type OrganisationId } from '@ketnoi/domain/ids';
import { problem } from '@ketnoi/domain/problems';
import type { Tx } from '@ketnoi/db/database';
import { updateOrganisation, type OrganisationFacts, type OrganisationRow } from '@ketnoi/db/organisations';
import { insertStateChange } from '@ketnoi/db/state-changes';
import { inTransaction } from '@ketnoi/db/transaction';
import type { Ctx } from '../../context.ts';
import { actingOn, recordAct, type ActingAs } from '../../identity/acts.ts';
import { checkTaxCode, readFacts, type TypedFacts } from './facts.ts';
import { organisationFor, readOrganisation } from './read-organisation.ts';
import { retellListings } from './retell-listings.ts';

type Changes = Partial<TypedFacts> & { aboutVi?: string | null; aboutEn?: string | null };
type Change = { id: OrganisationId; version: number; changes: Changes };

/** What a verification was about: once one of these changes, it no longer says anything. */
const IDENTITY = ['typeCode', 'legalName', 'taxCode', 'country'] as const satisfies readonly (keyof OrganisationFacts)[];

function merged(row: OrganisationRow, changes: Changes): TypedFacts {
  const { aboutVi: _vi, aboutEn: _en, ...typed } = changes;
  const { typeCode, legalName, shortName, englishName, taxCode, country, provinceCode, website } = row;
  // A code that was stored is not asked about again.
  const taxCodeConfirmed = changes.taxCode === undefined ? true : (changes.taxCodeConfirmed ?? false);
  return { typeCode, legalName, shortName, englishName, taxCode, country, provinceCode, website, ...typed, taxCodeConfirmed };
}

const paragraphs = (text: string | null): string | null => text?.normalize('NFC').trim() ?? null;

async function lapse(tx: Tx, row: OrganisationRow, by: ActingAs & { at: Date }): Promise<void> {
  const { at, ...actingAs } = by;
  const step = {
    noun: 'organisation',
    nounId: row.id,
    fromState: 'verified',
    action: 'lapse',
    toState: 'unverified',
    reasonCode: 'identity_changed',
  };
  await insertStateChange(tx, { id: newId(at.getTime()), ...step, ...actingAs, at });
}

/** Changes an organisation. A changed name, type, country or tax code ends its verification and its trust. */
export async function changeOrganisation(ctx: Ctx, actor: Actor, change: Change): Promise<OrganisationRow> {
  const { id, version, changes } = change;
  const now = ctx.clock.now();
  return inTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    const row = await organisationFor(inside, actor, { id, action: 'edit' });
    const facts = await readFacts(inside, { typed: merged(row, changes), prefix: '' });
    const renamed = IDENTITY.filter((field) => facts[field] !== row[field]);
    if (renamed.includes('taxCode')) await checkTaxCode(tx, { facts, except: id, field: 'taxCode' });
    const about = {
      ...(changes.aboutVi === undefined ? {} : { aboutVi: paragraphs(changes.aboutVi) }),
      ...(changes.aboutEn === undefined ? {} : { aboutEn: paragraphs(changes.aboutEn) }),
    };
    const lapses = row.verifiedAt !== null && renamed.length > 0;
    const verification = lapses ? ({ verifiedAt: null, verifiedBy: null, trusted: false } as const) : {};
    const update = { id, version, changes: { ...facts, ...about, ...verification }, now };
    if (!(await retellListings(tx, id, () => updateOrganisation(tx, update)))) throw problem('record.stale');
    const by = actingOn(actor, id);
    if (lapses) await lapse(tx, row, { ...by, at: now });
    const details = { fields: Object.keys(changes).toSorted(), lapsed: lapses };
    await recordAct(tx, { action: 'organisation.change', noun: 'organisation', nounId: id, by, at: now, details });
    return readOrganisation(inside, actor, id);
  });
}
