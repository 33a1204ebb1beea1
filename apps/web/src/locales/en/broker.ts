import type { broker as vi } from '../vi/broker.ts';

export const broker: typeof vi = {
  title: 'Broker’s desk',
  pairs: 'Suggested pairs',
};
