import type { Endpoint } from '@ketnoi/contracts/endpoint';
import { ProblemBody } from '@ketnoi/contracts/shapes';
import { PROBLEMS } from '@ketnoi/domain/problem-codes';
import { PROBLEM_STATUS } from '@ketnoi/domain/problem-kinds';
import type { ProblemCode } from '@ketnoi/domain/problems';
import type { TSchema } from 'typebox';
import { isIdempotent } from '../http/route.ts';
import type { ContractNames } from './contract-names.ts';

type Json = Record<string, unknown>;

/** Copies a schema, shared shapes becoming references. */
function reference(schema: unknown, shapes: ReadonlyMap<TSchema, string>, top = false): unknown {
  if (Array.isArray(schema)) return schema.map((one: unknown) => reference(one, shapes));
  if (typeof schema !== 'object' || schema === null) return schema;
  const name = top ? undefined : shapes.get(schema);
  if (name !== undefined) return { $ref: `#/components/schemas/${name}` };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, reference(value, shapes)]));
}

type Parameter = { name: string; in: string; required: boolean; schema: unknown };

function parametersOf(part: 'path' | 'query', schema: TSchema | undefined, shapes: ContractNames['shapes']): Parameter[] {
  const { properties = {}, required = [] } = (schema ?? {}) as { properties?: Record<string, TSchema>; required?: string[] };
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: part,
    required: part === 'path' || required.includes(name),
    schema: reference(one, shapes),
  }));
}

function headersOf(endpoint: Endpoint): Parameter[] {
  const header = (name: string, required: boolean, schema: Json): Parameter => ({ name, in: 'header', required, schema });
  const text = { type: 'string', minLength: 8, maxLength: 255 };
  return [
    ...(isIdempotent(endpoint) ? [header('Idempotency-Key', true, text)] : []),
    ...(endpoint.conditional === true ? [header('If-Match', true, { type: 'string', examples: ['"v3"'] })] : []),
    ...(endpoint.access === 'public' || endpoint.access === 'account'
      ? []
      : [header('Ketnoi-Organisation', false, { type: 'string', format: 'uuid' })]),
  ];
}

/** The problem codes an endpoint may answer with: its own and those of its kind. */
export function problemsOf(endpoint: Endpoint): ProblemCode[] {
  const codes = new Set<ProblemCode>([
    'request.malformed',
    'request.limited',
    'service.unavailable',
    'server.error',
    'session.expired',
    'organisation.required',
  ]);
  if (endpoint.access !== 'public') for (const code of ['session.required', 'access.forbidden'] as const) codes.add(code);
  if (endpoint.params !== undefined) codes.add('record.not_found');
  if (isIdempotent(endpoint))
    for (const code of ['request.idempotency_key_required', 'request.idempotency_mismatch', 'request.in_progress'] as const)
      codes.add(code);
  if (endpoint.conditional === true) for (const code of ['record.version_required', 'record.stale'] as const) codes.add(code);
  if (endpoint.secretAnswer === true) codes.add('request.secret_shown_once');
  for (const code of endpoint.problems ?? []) codes.add(code);
  return [...codes].toSorted();
}

function responsesOf(endpoint: Endpoint, shapes: ContractNames['shapes']): Json {
  const success = Object.entries(endpoint.response).map(([status, schema]) => {
    const types = endpoint.produces ?? ['application/json'];
    const content = Object.fromEntries(
      types.map((type) => [type, type === 'application/json' ? { schema: reference(schema, shapes) } : {}]),
    );
    return [
      status,
      schema === null && endpoint.produces === undefined ? { description: 'Done' } : { description: endpoint.summary, content },
    ];
  });
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(endpoint)) {
    const status = PROBLEM_STATUS[PROBLEMS[code].kind];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  if (endpoint.body !== undefined || endpoint.consumes !== undefined)
    for (const status of [413, 415]) byStatus.set(status, ['request.malformed']);
  const problems = [...byStatus].map(([status, codes]) => [
    status,
    { description: codes.join(', '), content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemBody' } } } },
  ]);
  return Object.fromEntries([...success, ...problems]) as Json;
}

function operation(endpoint: Endpoint, name: string, names: ContractNames): Json {
  const { shapes } = names;
  const body =
    endpoint.consumes === undefined
      ? endpoint.body && { required: true, content: { 'application/json': { schema: reference(endpoint.body, shapes) } } }
      : {
          required: true,
          content: Object.fromEntries(
            endpoint.consumes.map((type) => [
              type,
              { schema: { type: 'object', ...(endpoint.form === undefined ? {} : { properties: endpoint.form }) } },
            ]),
          ),
        };
  return {
    operationId: name,
    summary: endpoint.summary,
    tags: [endpoint.url.split('/')[2] ?? 'service'],
    'x-access': endpoint.access,
    ...(endpoint.access === 'public' ? { security: [{}, { session: [] }] } : { security: [{ session: [] }] }),
    parameters: [
      ...parametersOf('path', endpoint.params, shapes),
      ...parametersOf('query', endpoint.query, shapes),
      ...headersOf(endpoint),
    ],
    ...(body === undefined ? {} : { requestBody: body }),
    responses: responsesOf(endpoint, shapes),
  };
}

/** The OpenAPI 3.1 document of the endpoints that are served, in the order of their paths. */
export function openApi(served: readonly Endpoint[], names: ContractNames, publicUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of served.toSorted((a, b) => a.url.localeCompare(b.url) || a.method.localeCompare(b.method))) {
    const path = endpoint.url.replaceAll(/:([a-zA-Z]+)/gu, '{$1}');
    const name = names.endpoints.get(endpoint);
    if (name === undefined) throw new Error(`${endpoint.method} ${endpoint.url} is no exported contract`);
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, name, names) };
  }
  const schemas = Object.fromEntries([...names.shapes].map(([schema, name]) => [name, reference(schema, names.shapes, true)]));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ketnoi',
      version: '1',
      description: 'A technology-transfer marketplace. Errors are application/problem+json.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: { ...schemas, ProblemBody: reference(ProblemBody, names.shapes, true) },
      securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
    },
  };
}
