import type { Endpoint } from '@ketnoi/contracts/endpoint';
import type { Actor } from '@ketnoi/domain/actor';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor;
  }
  interface FastifyContextConfig {
    endpoint?: Endpoint;
  }
}
