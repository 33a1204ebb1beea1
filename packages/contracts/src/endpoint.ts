import type { ProblemCode } from '@ketnoi/domain/problems';
import type { Static, TSchema } from 'typebox';

/**
 * Who may call at all: anyone; anyone signed in; a person acting for an organisation; an editor of one; an administrator of one;
 * a holder of a platform grant. What exactly they may do to which record is decided by the policies in `domain`.
 */
export type Access = 'public' | 'account' | 'member' | 'editor' | 'organisation_admin' | 'moderator' | 'admin';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

export type Endpoint = {
  method: Method;
  /** Fastify's form: `/api/listings/:id`. */
  url: string;
  access: Access;
  summary: string;
  params?: TSchema;
  query?: TSchema;
  body?: TSchema;
  /** Success answers by status; null is an answer without a body. */
  response: Readonly<Record<number, TSchema | null>>;
  /** Problems beyond those every operation of its kind may answer with. */
  problems?: readonly ProblemCode[];
  /** An effect that must not happen twice: takes Idempotency-Key. Default: POST and PATCH do. */
  idempotent?: boolean;
  /** Takes If-Match with the record's ETag. */
  conditional?: boolean;
  /** A bearer token that is not or no longer good counts as none: signing in and out must work with an expired one. */
  staleTokenAllowed?: boolean;
  /** The answer shows a secret once: only the fact is kept for a repeat. */
  secretAnswer?: boolean;
  /** Content types of the body when it is not JSON. */
  consumes?: readonly string[];
  /** The parts of a multipart body, for the reference; the route reads them itself. */
  form?: Readonly<Record<string, TSchema>>;
  /** Content types of the answer when it is not JSON. */
  produces?: readonly string[];
};

type Part<E extends Endpoint, Key extends 'params' | 'query' | 'body'> = E[Key] extends TSchema ? Static<E[Key]> : undefined;
type Success<Schema> = Schema extends TSchema ? Static<Schema> : null;

/** What a caller of the endpoint gives: only the parts it declares. */
export type Input<E extends Endpoint> = {
  [Key in 'params' | 'query' | 'body' as E[Key] extends TSchema ? Key : never]: Part<E, Key>;
};

/** What it answers on success: the union over its success statuses. */
export type Output<E extends Endpoint> = { [Status in keyof E['response']]: Success<E['response'][Status]> }[keyof E['response']];

/** Declares an endpoint; the value keeps its exact type so that server, browser and specs share it. */
export function endpoint<const E extends Endpoint>(declaration: E): E {
  return declaration;
}
