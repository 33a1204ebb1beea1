import { listMyListings, readListing } from '@ketnoi/contracts/listings';
import { readImport } from '@ketnoi/contracts/imports';
import { runImport } from '../src/imports/run-import.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { as, type Caller } from './support/as.ts';
import { testWorld, type World } from './support/context.ts';
import { given } from './support/given.ts';
import { completeOffer } from './support/listings.ts';
import { drain } from './support/jobs.ts';
import { imported, upload } from './support/upload.ts';

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.close());

async function newcomer(options: { trusted?: boolean } = {}): Promise<Caller> {
  return given.person(world, { organisation: await given.organisation(world, options) });
}
const mine = async (caller: Caller) => (await as(world, caller).call(listMyListings, { query: { limit: 100 } })).body.items;

const HEAD = 'Mã,Loại,Tên,Tóm tắt,Mức TRL,Ngành,Ghi chú';
const MAPPING = {
  columns: {
    Mã: 'originId',
    Loại: 'kind',
    Tên: 'texts.title.vi',
    'Tóm tắt': 'texts.summary.vi',
    'Mức TRL': 'values.trl',
    Ngành: 'values.sectors',
    'Ghi chú': null,
  },
};

describe('an import', () => {
  it('makes a draft of every row of a spreadsheet, column by column', async () => {
    const caller = await newcomer();
    const csv = `\uFEFF${HEAD}\r\nA-1,technology,"Máy sấy, ba tầng","Sấy ""nhanh""\nvà đều",7,IND-ENVIRONMENT; AGR-HITECH,bỏ qua\r\nA-2,software,Phần mềm tưới,Tưới,5,AGR-HITECH,\r\n`;
    const run = await imported(world, caller, { name: 'bảng.csv', bytes: csv, mapping: MAPPING });
    expect(run).toMatchObject({
      state: 'finished',
      total: 2,
      done: 2,
      created: 2,
      skipped: 0,
      failed: 0,
      findings: [],
      fileName: 'bảng.csv',
    });
    const items = await mine(caller);
    expect(items.map((one) => [one.state, one.kind, one.title.vi])).toEqual(
      expect.arrayContaining([
        ['draft', 'technology', 'Máy sấy, ba tầng'],
        ['draft', 'software', 'Phần mềm tưới'],
      ]),
    );
    const id = items.find((one) => one.kind === 'technology')?.id ?? '';
    const { body } = await as(world, caller).call(readListing, { params: { id }, query: {} });
    expect(body.texts.summary).toEqual({ vi: 'Sấy "nhanh"\nvà đều', en: null });
    expect(body.values).toMatchObject({ trl: 7, sectors: ['IND-ENVIRONMENT', 'AGR-HITECH'] });
    expect(body.origin).toMatchObject({ node: 'DEMO', id: 'A-1' });
  });

  it('names the row and the column of everything that is wrong, in both languages, and reads the rest in', async () => {
    const caller = await newcomer();
    const rows = [
      'B-1,technology,Tốt,Được,6,,',
      'B-2,technology,Sai mức,x,10,,',
      'B-3,spaceship,Sai loại,x,5,,',
      'B-4,technology,Sai ngành,x,5,NOT-A-CODE,',
      'B-5,technology,,,abc,,',
      'B-6,need,Nhu cầu có TRL,x,5,,',
    ];
    const run = await imported(world, caller, { name: 'a.csv', bytes: [HEAD, ...rows].join('\n'), mapping: MAPPING });
    expect(run).toMatchObject({ state: 'finished', total: 6, created: 1, failed: 5 });
    expect(run.findings.map(({ row, field, code }) => [row, field, code])).toEqual([
      [3, 'values.trl', 'maximum'],
      [4, 'kind', 'enum'],
      [6, 'values.trl', 'type'],
      [5, 'values.sectors.1', 'unknownCode'],
      [7, 'values.trl', 'otherSide'],
    ]);
    expect(run.findings[0]?.message).toBe('Lớn hơn 9.');
    const english = await as(world, caller).call(readImport, { params: { id: run.id } }, { headers: { 'accept-language': 'en' } });
    expect(english.body.findings[0]?.message).toBe('Above 9.');
    for (const language of ['vi', 'en']) {
      const told = await as(world, caller).call(readImport, { params: { id: run.id } }, { headers: { 'accept-language': language } });
      for (const { message, code } of told.body.findings) expect(message).not.toBe(code);
    }
  });

  it('keeps nothing when it is only tried', async () => {
    const caller = await newcomer();
    const bytes = `${HEAD}\nC-1,technology,Thử,Thử,6,,\nC-1,technology,Thử hai,x,6,,\n`;
    const run = await imported(world, caller, { name: 'a.csv', bytes, mapping: MAPPING, dryRun: true });
    expect(run).toMatchObject({ state: 'finished', dryRun: true, created: 1, skipped: 1 });
    expect(run.findings).toMatchObject([{ row: 3, field: 'originId', code: 'duplicate_origin' }]);
    expect(await mine(caller)).toEqual([]);
  });

  it('passes over what the organisation has already: the same number of origin, or the same title without its marks', async () => {
    const caller = await newcomer();
    const other = await newcomer();
    const first = `${HEAD}\nD-1,technology,Lọc nước mặn,x,6,,\n,technology,Không có mã,x,6,,\n`;
    await imported(world, caller, { name: 'a.csv', bytes: first, mapping: MAPPING });
    const second = `${HEAD}\nD-1,technology,Tên khác,x,6,,\n,technology,LOC  NUOC MAN,x,6,,\nD-3,technology,không có mã,x,6,,\nD-4,technology,Lọc nước mặn,x,6,,\n,technology,Mới,x,6,,\n`;
    const run = await imported(world, caller, { name: 'b.csv', bytes: second, mapping: MAPPING });
    expect(run).toMatchObject({ created: 2, skipped: 3, failed: 0 });
    expect(run.findings.map(({ row, code }) => [row, code])).toEqual([
      [2, 'duplicate_origin'],
      [3, 'duplicate_title'],
      [4, 'duplicate_title'],
    ]);
    expect(await imported(world, other, { name: 'a.csv', bytes: first, mapping: MAPPING })).toMatchObject({ created: 2, skipped: 0 });
  });

  it('reads JSON lines in the shape of the API, and says which line is none', async () => {
    const caller = await newcomer();
    const offer = completeOffer({ masked: true });
    const lines = [
      JSON.stringify({ originId: 'E-1', ...offer }),
      '{broken',
      '[1]',
      JSON.stringify({ kind: 'software', texts: { title: { vi: 'Chỉ tiêu đề', en: null } } }),
    ];
    const run = await imported(world, caller, { name: 'a.jsonl', bytes: lines.join('\n') });
    expect(run).toMatchObject({ created: 2, failed: 2 });
    expect(run.findings.map(({ row, code }) => [row, code])).toEqual([
      [2, 'json'],
      [3, 'json'],
    ]);
    const id = (await mine(caller)).find((one) => one.masked)?.id ?? '';
    const { body } = await as(world, caller).call(readListing, { params: { id }, query: {} });
    expect(body.values).toEqual(offer.values);
    expect(body.texts).toEqual(offer.texts);
  });

  it.each([
    ['a column nobody mapped', { name: 'a.csv', bytes: 'originId,Cột lạ\n1,2\n' }, { row: 1, field: 'Cột lạ', code: 'column_unknown' }],
    [
      'a mapped column that is missing',
      { name: 'a.csv', bytes: 'kind\nsoftware\n', mapping: MAPPING },
      { row: 1, field: 'Mã', code: 'column_missing' },
    ],
    [
      'text that is not UTF-8',
      { name: 'a.csv', bytes: Buffer.from([0x6b, 0x69, 0x6e, 0x64, 0x0a, 0xe9, 0x0a]) },
      { row: null, code: 'encoding' },
    ],
    ['no rows', { name: 'a.csv', bytes: 'kind\n' }, { row: null, code: 'empty' }],
    ['two columns of one name', { name: 'a.csv', bytes: 'kind,kind\na,b\n' }, { row: null, code: 'double_column' }],
    [
      'a workbook that is none',
      { name: 'a.xlsx', bytes: Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(200)]) },
      { row: null, code: 'workbook' },
    ],
  ])('fails as a whole for %s, and says so', async (_what, file, finding) => {
    const caller = await newcomer();
    const run = await imported(world, caller, file);
    expect(run).toMatchObject({ state: 'failed', created: 0 });
    expect(run.findings).toEqual(expect.arrayContaining([expect.objectContaining(finding)]));
    expect(await mine(caller)).toEqual([]);
  });

  it.each([
    ['a mapping that is no JSON', { name: 'a.csv', bytes: 'kind\n', mapping: '{' }, 422, 'mapping'],
    ['a mapping to no field', { name: 'a.csv', bytes: 'kind\n', mapping: { columns: { a: 'values.nothing' } } }, 422, 'values.nothing'],
    ['an unknown part of a mapping', { name: 'a.csv', bytes: 'kind\n', mapping: { cols: {} } }, 422, 'mapping'],
    ['two columns for one field', { name: 'a.csv', bytes: 'kind\n', mapping: { columns: { a: 'kind', b: 'kind' } } }, 422, 'kind'],
    ['a file of another kind', { name: 'a.pdf', bytes: '%PDF' }, 422, 'file'],
    ['a workbook by its name alone', { name: 'a.xlsx', bytes: 'kind\n' }, 422, 'file'],
    ['an empty file', { name: 'a.csv', bytes: '' }, 400, 'file'],
    ['a flag that is none', { name: 'a.csv', bytes: 'kind\n', more: { dryRun: 'perhaps' } }, 400, 'dryRun'],
    ['an unknown field', { name: 'a.csv', bytes: 'kind\n', more: { colour: 'red' } }, 400, 'colour'],
  ])('is refused at once for %s', async (_what, file, ...[status, field]) => {
    const answer = await upload(world, await newcomer(), file);
    expect(answer.status).toBe(status);
    expect(answer.problem.errors?.[0]?.field).toBe(field);
  });

  it('takes a form and nothing else, and nothing of more than 20 MB', async () => {
    const caller = await newcomer();
    const headers = { authorization: `Bearer ${caller.token}`, 'idempotency-key': 'json-instead-of-a-form' };
    expect((await world.app.inject({ method: 'POST', url: '/api/imports', headers, payload: { a: 1 } })).statusCode).toBe(415);
    const large = await upload(world, caller, { name: 'a.csv', bytes: Buffer.alloc(20 * 1024 * 1024 + 1, 0x61) });
    expect([large.status, large.problem.code]).toEqual([422, 'import.too_large']);
  });

  it('happens once however often its request is repeated', async () => {
    const caller = await newcomer();
    const file = { name: 'a.csv', bytes: `${HEAD}\nF-1,technology,Một lần,x,6,,\n`, mapping: MAPPING, key: 'the-same-key' };
    const first = await upload(world, caller, file);
    const again = await upload(world, caller, file);
    expect(again.body).toEqual(first.body);
    expect((await upload(world, caller, { ...file, bytes: `${HEAD}\nF-2,technology,Khác,x,6,,\n` })).problem.code).toBe(
      'request.idempotency_mismatch',
    );
    await drain(world);
    expect(await mine(caller)).toHaveLength(1);
  });

  it('is nobody else’s to see', async () => {
    const run = await imported(world, await newcomer(), { name: 'a.csv', bytes: 'kind,texts.title.vi\nsoftware,Riêng\n' });
    expect((await as(world, await newcomer()).call(readImport, { params: { id: run.id } })).status).toBe(404);
  });

  it('publishes the complete rows of a trusted organisation, and refuses anybody else', async () => {
    const trusted = await newcomer({ trusted: true });
    const lines = [
      { originId: 'G-1', ...completeOffer() },
      { originId: 'G-2', kind: 'software', texts: { title: { vi: 'Chưa đủ', en: null } } },
    ].map((one) => JSON.stringify(one));
    const file = { name: 'a.jsonl', bytes: lines.join('\n'), publish: true };
    const run = await imported(world, trusted, file);
    expect(run).toMatchObject({ created: 2, failed: 0 });
    expect(run.findings.every((one) => one.row === 2 && one.code === 'incomplete')).toBe(true);
    const items = await mine(trusted);
    expect(items.map((one) => one.state).toSorted((a, b) => a.localeCompare(b))).toEqual(['draft', 'published']);
    const published = items.find((one) => one.state === 'published');
    expect(published?.reference).toMatch(/^DEMO-TO-2026-\d{6}$/u);
    const seen = await as(world, { token: null }).call(readListing, { params: { id: published?.reference ?? '' }, query: {} });
    expect(seen.body).toMatchObject({ id: published?.id, trl: 6, state: 'published' });
    const steps = await world.admin
      .selectFrom('stateChange')
      .select(['action', 'toState'])
      .where('nounId', '=', published?.id ?? '')
      .orderBy('id')
      .execute();
    expect(steps.map((step) => step.action)).toEqual(['create', 'submit', 'confirm', 'publish']);
    expect((await upload(world, await newcomer(), file)).problem.code).toBe('import.publish_not_allowed');
  });

  it('goes on where it was stopped, and neither loses nor doubles a row', async () => {
    const caller = await newcomer();
    const rows = Array.from({ length: 600 }, (_one, n) => `H-${n},technology,Hàng số ${n},x,${(n % 9) + 1},,`);
    const answer = await upload(world, caller, { name: 'a.csv', bytes: [HEAD, ...rows].join('\n'), mapping: MAPPING });
    const stop = new AbortController();
    const id = answer.body.id as never;
    await expect(runImport(world.ctx, id, { signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) })).rejects.toThrow(
      'stopped',
    );
    const half = await as(world, caller).call(readImport, { params: { id } });
    expect(half.body).toMatchObject({ state: 'running', done: 250, total: 600, created: 250 });
    await drain(world);
    expect((await as(world, caller).call(readImport, { params: { id } })).body).toMatchObject({
      state: 'finished',
      done: 600,
      created: 600,
      skipped: 0,
      failed: 0,
    });
    const numbers = await world.admin
      .selectFrom('listing')
      .select('originId')
      .where('ownerOrganisationId', '=', caller.organisation ?? '')
      .execute();
    expect(new Set(numbers.map((row) => row.originId)).size).toBe(600);
    expect(numbers).toHaveLength(600);
  });
});
