import { insertOrganisationBatch, type BatchOrganisation } from '@ketnoi/db/organisation-batch';
import { inTransaction } from '@ketnoi/db/transaction';
import { newId } from '@ketnoi/domain/ids';
import type { Ctx } from '../context.ts';
import { demoFile } from './files.ts';

const FILES = ['organisations.jsonl', 'directory.jsonl', 'us-organisations.jsonl.gz'];

type Entry = {
  key: string;
  typeCode: string;
  legalName: string;
  shortName?: string;
  englishName?: string;
  taxCode?: string;
  country: string;
  provinceCode?: string;
  website?: string;
  membership?: 'directory';
  about?: { vi?: string; en?: string };
  demo: boolean;
  trusted: boolean;
  verified: boolean;
};

const rowOf = (entry: Entry, now: Date): BatchOrganisation => ({
  id: newId<'organisation'>(now.getTime()),
  originId: entry.key,
  membership: entry.membership ?? 'member',
  typeCode: entry.typeCode,
  legalName: entry.legalName.normalize('NFC'),
  shortName: entry.shortName?.normalize('NFC') ?? null,
  englishName: entry.englishName?.normalize('NFC') ?? null,
  taxCode: entry.taxCode ?? null,
  country: entry.country,
  provinceCode: entry.provinceCode ?? null,
  website: entry.website ?? null,
  aboutVi: entry.about?.vi?.normalize('NFC') ?? null,
  aboutEn: entry.about?.en?.normalize('NFC') ?? null,
  demo: entry.demo,
  trusted: entry.trusted,
  verified: entry.verified,
});

/** Loads the invented members and the directory; what is there already stays. @returns how many were added. */
export async function loadOrganisations(ctx: Ctx): Promise<number> {
  const codes = await ctx.codes.current();
  const typeVersion = codes.versionOf('organisation_type') ?? '';
  const provinceVersion = codes.versionOf('province') ?? '';
  let added = 0;
  for (const file of FILES) {
    const now = ctx.clock.now();
    const organisations = demoFile(file).records.map((record) => rowOf(record as Entry, now));
    const given = { organisations, originNode: ctx.config.node.code, typeVersion, provinceVersion, now };
    added += await inTransaction(ctx.db, (tx) => insertOrganisationBatch(tx, given));
  }
  return added;
}
