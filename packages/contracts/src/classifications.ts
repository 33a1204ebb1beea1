import { SCHEMES } from '@ketnoi/domain/classifications';
import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { closed, DateOnly, nullable, oneOf } from './shapes.ts';

const Names = closed({ vi: Type.String(), en: Type.String() });

const schemeFields = {
  name: oneOf(SCHEMES),
  version: Type.String(),
  title: Names,
  source: Type.String(),
  validFrom: nullable(DateOnly),
};

export const listClassifications = endpoint({
  method: 'GET',
  url: '/api/classifications',
  access: 'public',
  summary: 'The classification tables in force: name, version, source and size',
  response: { 200: closed({ items: Type.Array(closed({ ...schemeFields, entries: Type.Integer() })) }) },
});

export const readClassification = endpoint({
  method: 'GET',
  url: '/api/classifications/:name',
  access: 'public',
  summary: 'One classification table: its codes with labels in both languages and parents, in its own order',
  params: closed({ name: oneOf(SCHEMES) }),
  response: {
    200: closed({
      ...schemeFields,
      items: Type.Array(
        closed({
          code: Type.String(),
          parent: nullable(Type.String()),
          label: Names,
          /** What the table says beside the names, such as a province's region and old codes. */
          extra: nullable(Type.Record(Type.String(), Type.Unknown())),
        }),
      ),
    }),
  },
  problems: ['record.not_found'],
});

/** `st_field:207`: a scheme and one of its codes. */
const CodeOfScheme = Type.String({ pattern: `^(${SCHEMES.join('|')}):[A-Za-z0-9_./-]{1,60}$` });

export const readLabels = endpoint({
  method: 'GET',
  url: '/api/labels',
  access: 'public',
  summary: 'The names of some codes of several classification tables at once, such as those one listing uses; an unknown code is left out',
  query: closed({ of: Type.Optional(Type.Array(CodeOfScheme, { maxItems: 200 })) }),
  response: { 200: closed({ items: Type.Array(closed({ scheme: oneOf(SCHEMES), code: Type.String(), label: Names })) }) },
});
