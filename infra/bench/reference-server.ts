/**
 * Reference server B: Fastify and pg with hand-written named statements and nothing else a product needs.
 * The measure our own API is held against. `node infra/bench/reference-server.ts DATABASE_URL PORT`
 */
import { createHash } from 'node:crypto';
import Fastify from 'fastify';
import pg from 'pg';

const [url, port] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 10 });
const app = Fastify({ bodyLimit: 256 * 1024 });

const text = { type: 'string' } as const;
const number = { type: 'integer' } as const;
const card = {
  id: text,
  type: text,
  title: text,
  summary: text,
  sector: text,
  province: text,
  trl: number,
  ip_status: text,
  organisation_id: number,
  price: text,
  created_at: text,
};
const listing = { ...card, description: text, published: { type: 'boolean' } };
const page = { type: 'object', properties: { items: { type: 'array', items: { type: 'object', properties: card } }, total: number } };

const COLUMNS = 'id, type, title, summary, sector, province, trl, ip_status, organisation_id, price, created_at';
const LIST = {
  name: 'list',
  text: `select ${COLUMNS} from listings where published and sector = $1 and province = $2 order by created_at desc, id desc limit 20 offset $3`,
};
const TOTAL = {
  name: 'total',
  text: 'select count(*)::int as total from (select from listings where published and sector = $1 and province = $2 limit 1001) as capped',
};
const ONE = { name: 'one', text: `select ${COLUMNS}, description, published from listings where id = $1 and published` };
const SESSION = { name: 'session', text: 'select account_id from sessions where token_hash = $1 and expires_at > now()' };
const INSERT = {
  name: 'insert',
  text: 'insert into listings (type, title, summary, description, sector, province, trl, ip_status, organisation_id, price) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id',
};

app.get(
  '/list',
  { schema: { querystring: { type: 'object', properties: { sector: text, province: text, page: number } }, response: { 200: page } } },
  async (request) => {
    const query = request.query as { sector: string; province: string; page?: number };
    const [rows, total] = await Promise.all([
      pool.query({ ...LIST, values: [query.sector, query.province, ((query.page ?? 1) - 1) * 20] }),
      pool.query<{ total: number }>({ ...TOTAL, values: [query.sector, query.province] }),
    ]);
    return { items: rows.rows as unknown[], total: total.rows[0]?.total ?? 0 };
  },
);

app.get('/one/:id', { schema: { response: { 200: { type: 'object', properties: listing } } } }, async (request, reply) => {
  const { rows } = await pool.query({ ...ONE, values: [(request.params as { id: string }).id] });
  if (rows[0] === undefined) return reply.callNotFound();
  return rows[0];
});

type Body = {
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
};
const required = ['type', 'title', 'summary', 'description', 'sector', 'province', 'trl', 'ip_status', 'organisation_id', 'price'];
const body = {
  type: 'object',
  required,
  properties: {
    type: text,
    title: text,
    summary: text,
    description: text,
    sector: text,
    province: text,
    trl: number,
    ip_status: text,
    organisation_id: number,
    price: text,
  },
};

app.post('/create', { schema: { body, response: { 201: { type: 'object', properties: { id: text } } } } }, async (request, reply) => {
  const token = (request.headers.authorization ?? '').slice(7);
  const session = await pool.query({ ...SESSION, values: [createHash('sha256').update(token).digest()] });
  if (session.rowCount === 0) throw Object.assign(new Error('no session'), { statusCode: 401 });
  const one = request.body as Body;
  const values = [
    one.type,
    one.title,
    one.summary,
    one.description,
    one.sector,
    one.province,
    one.trl,
    one.ip_status,
    one.organisation_id,
    one.price,
  ];
  const { rows } = await pool.query({ ...INSERT, values });
  return reply.code(201).send(rows[0]);
});

await app.listen({ port: Number(port), host: '127.0.0.1' });
