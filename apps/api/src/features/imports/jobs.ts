import { job } from '@ketnoi/jobs/handlers';
import type { Ctx } from '../../context.ts';
import { runImport } from '../../imports/run-import.ts';

export const importJob = job('import.run', (ctx: Ctx, { importId }, signal) => runImport(ctx, importId, { signal }));
