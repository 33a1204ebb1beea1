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
