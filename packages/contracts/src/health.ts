import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { closed, oneOf } from './shapes.ts';

export const liveness = endpoint({
  method: 'GET',
  url: '/livez',
  access: 'public',
  summary: 'The process answers',
  response: { 200: closed({ status: oneOf(['ok']) }) },
});

export const readiness = endpoint({
  method: 'GET',
  url: '/readyz',
  access: 'public',
  summary: 'The database is reachable and migrated; search and mail are reported, not required',
  response: { 200: closed({ status: oneOf(['ok', 'degraded']), database: Type.String(), search: Type.String(), mail: Type.String() }) },
  problems: ['service.unavailable'],
});
