/**
 * Reference server B: Fastify, pg and Kysely with hand-written statements and nothing else a product needs, in fourteen routes with schemas.
 * Our API is held against its `pg` routes (two named prepared statements a list, the total capped as ours is); the others show what single
 * measures are worth. `node infra/bench/reference-server.ts DATABASE_URL PORT`
 */
import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';

const [url, port] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 10 });

type Row = {
  id: number;
  type: string;
  title: string;
  summary: string;
  description: string;
  sector: string;
  province: string;
  trl: number;
  ip_status: string;
  organisation_id: number;
  price: string;
  created_at: Date;
  published: boolean;
};
const kysely = new Kysely<{ listings: Row }>({ dialect: new PostgresDialect({ pool }) });
const app = Fastify({ bodyLimit: 256 * 1024 });

const text = { type: 'string' } as const;
const number = { type: 'integer' } as const;
const names = [
  'id',
  'type',
  'title',
  'summary',
  'sector',
  'province',
  'trl',
  'ip_status',
  'organisation_id',
  'price',
  'created_at',
] as const;
const card = Object.fromEntries(names.map((name) => [name, ['trl', 'organisation_id'].includes(name) ? number : text]));
const listing = { ...card, description: text, published: { type: 'boolean' } };
const page = { type: 'object', properties: { items: { type: 'array', items: { type: 'object', properties: card } }, total: number } };
const listSchema = {
  querystring: { type: 'object', properties: { sector: text, province: text, page: number } },
  response: { 200: page },
};
const oneSchema = { response: { 200: { type: 'object', properties: listing } } };
const searchSchema = { querystring: { type: 'object', properties: { q: text } }, response: { 200: page } };

const COLUMNS = names.join(', ');
const FILTER = 'published and sector = $1 and province = $2';
const ROWS = `select ${COLUMNS} from listings where ${FILTER} order by created_at desc, id desc limit 20 offset $3`;
const CAPPED = `select count(*)::int as total from (select from listings where ${FILTER} limit 1001) as capped`;
const IN_ONE = `select p.*, t.total from (${CAPPED}) t left join lateral (${ROWS}) p on true`;
const AS_JSON = `select json_build_object('items', (select coalesce(json_agg(r), '[]') from (${ROWS}) r), 'total', (${CAPPED}))::text as body`;

type ListQuery = { Querystring: { sector: string; province: string; page?: number } };
const argumentsOf = (query: ListQuery['Querystring']): [string, string, number] => [
  query.sector,
  query.province,
  ((query.page ?? 1) - 1) * 20,
];

app.get<ListQuery>('/pg/list', { schema: listSchema }, async ({ query }) => {
  const values = argumentsOf(query);
  const [rows, total] = await Promise.all([
    pool.query({ name: 'list', text: ROWS, values }),
    pool.query<{ total: number }>({ name: 'total', text: CAPPED, values: values.slice(0, 2) }),
  ]);
  return { items: rows.rows as unknown[], total: total.rows[0]?.total ?? 0 };
});

app.get<ListQuery>('/pg1/list', { schema: listSchema }, async ({ query }) => {
  const { rows } = await pool.query<Row & { total: number }>({ name: 'list1', text: IN_ONE, values: argumentsOf(query) });
  return { items: rows, total: rows[0]?.total ?? 0 };
});

app.get<ListQuery>('/js/list', { schema: { querystring: listSchema.querystring } }, async ({ query }, reply) => {
  const { rows } = await pool.query<{ body: string }>({ name: 'listjs', text: AS_JSON, values: argumentsOf(query) });
  return reply.type('application/json').send(rows[0]?.body);
});

app.get<ListQuery>('/ky/list', { schema: listSchema }, async ({ query }) => {
  const [sector, province, offset] = argumentsOf(query);
  const filtered = kysely
    .selectFrom('listings')
    .where('published', '=', true)
    .where('sector', '=', sector)
    .where('province', '=', province);
  const [items, total] = await Promise.all([
    filtered.select(names).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(20).offset(offset).execute(),
    kysely
      .selectFrom(filtered.select('id').limit(1001).as('capped'))
      .select(sql<number>`count(*)::int`.as('total'))
      .executeTakeFirst(),
  ]);
  return { items, total: total?.total ?? 0 };
});

const sample = { items: Array.from({ length: 20 }, () => Object.fromEntries(names.map((name) => [name, 'x'.repeat(30)]))), total: 20 };
const buffer = Buffer.from(JSON.stringify(sample));
app.get('/static/list', (_request, reply) => reply.type('application/json').send(buffer));
app.get('/obj/list', { schema: { response: listSchema.response } }, () => sample);

const ONE = { name: 'one', text: `select ${COLUMNS}, description, published from listings where id = $1 and published` };
type OneParams = { Params: { id: string } };
app.get<OneParams>('/pg/one/:id', { schema: oneSchema }, async ({ params }, reply) => {
  const { rows } = await pool.query<Row>({ ...ONE, values: [params.id] });
  return rows[0] ?? reply.callNotFound();
});
app.get<OneParams>('/ky/one/:id', { schema: oneSchema }, async ({ params }, reply) => {
  const row = await kysely
    .selectFrom('listings')
    .select([...names, 'description', 'published'])
    .where('id', '=', Number(params.id))
    .where('published', '=', true)
    .executeTakeFirst();
  return row ?? reply.callNotFound();
});
app.get('/static/one/:id', (_request, reply) => reply.type('application/json').send(buffer));

const SEARCHES = {
  ilike: `(title || ' ' || summary || ' ' || description) ilike '%' || $1 || '%'`,
  trgm: `(title || ' ' || summary || ' ' || description) ilike '%' || $1 || '%'`,
  fts: `tsv @@ plainto_tsquery('simple', $1)`,
  ftsd: `tsv @@ plainto_tsquery('simple', $1)`,
};
for (const [name, condition] of Object.entries(SEARCHES)) {
  const order = name === 'fts' ? `ts_rank(tsv, plainto_tsquery('simple', $1)) desc, id desc` : 'created_at desc, id desc';
  const found = `select ${COLUMNS} from listings where published and ${condition} order by ${order} limit 20`;
  const total = `select count(*)::int as total from listings where published and ${condition}`;
  app.get<{ Querystring: { q: string } }>(`/${name}/search`, { schema: searchSchema }, async ({ query }) => {
    const [rows, counted] = await Promise.all([
      pool.query({ name: `${name} rows`, text: found, values: [query.q] }),
      pool.query<{ total: number }>({ name: `${name} total`, text: total, values: [query.q] }),
    ]);
    return { items: rows.rows as unknown[], total: counted.rows[0]?.total ?? 0 };
  });
}

const SESSION = { name: 'session', text: 'select account_id from sessions where token_hash = $1 and expires_at > now()' };
const written = ['type', 'title', 'summary', 'description', 'sector', 'province', 'trl', 'ip_status', 'organisation_id', 'price'] as const;
const INSERT = {
  name: 'insert',
  text: `insert into listings (${written.join(', ')}) values (${written.map((_name, index) => `$${index + 1}`).join(', ')}) returning id`,
};
const body = {
  type: 'object',
  required: [...written],
  properties: Object.fromEntries(written.map((name) => [name, listing[name as keyof typeof listing]])),
};

app.post<{ Body: Pick<Row, (typeof written)[number]> }>(
  '/pg/create',
  { schema: { body, response: { 201: { type: 'object', properties: { id: text } } } } },
  async (request, reply) => {
    const token = (request.headers.authorization ?? '').slice(7);
    const session = await pool.query({ ...SESSION, values: [createHash('sha256').update(token).digest()] });
    if (session.rowCount === 0) throw Object.assign(new Error('no session'), { statusCode: 401 });
    const { rows } = await pool.query<{ id: string }>({ ...INSERT, values: written.map((name) => request.body[name]) });
    return reply.code(201).send(rows[0]);
  },
);

await app.listen({ port: Number(port), host: '127.0.0.1' });
