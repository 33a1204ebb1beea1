import type { JobHandler } from '@ketnoi/jobs/handlers';
import type { Ctx } from './context.ts';
import { suggestJob, walkJob } from './features/broker/jobs.ts';
import { clockJob } from './features/clocks/jobs.ts';
import { applyEntryJob, collectWordsJob, sweepWordsJob } from './features/dictionary/jobs.ts';
import { importJob } from './features/imports/jobs.ts';
import { digestJob, matchJob, planJob } from './features/saved-searches/jobs.ts';
import { indexJob, mirrorJob, reconcileJob } from './features/search/jobs.ts';
import { marketJob } from './features/matching/count-market.ts';
import { encodeJob, renewJob } from './features/matching/jobs.ts';
import { mailJob } from './mail/jobs.ts';

/** The handlers of every kind of job; the worker does not start when one is missing or stands twice. */
export const HANDLERS: readonly JobHandler<Ctx>[] = [
  matchJob,
  digestJob,
  planJob,
  mailJob,
  clockJob,
  importJob,
  indexJob,
  mirrorJob,
  reconcileJob,
  encodeJob,
  renewJob,
  marketJob,
  suggestJob,
  walkJob,
  applyEntryJob,
  collectWordsJob,
  sweepWordsJob,
];
