/**
 * The stand-in as a process of its own, so that it can be killed and stopped for real: `meilisearch-process.ts PORT JOURNAL [MILLISECONDS_A_TASK]`. What it accepted
 * is in the journal and back after a restart. Its parent may send it a fault to suffer; it leaves with its parent.
 */
import { standIn, type Fault } from './meilisearch.ts';

const [port, journal, taskMillis = '5'] = process.argv.slice(2);
if (port === undefined || journal === undefined) throw new Error('usage: meilisearch-process.ts PORT JOURNAL [MILLISECONDS_A_TASK]');

const stand = await standIn([], { port: Number(port), journal, taskMillis: Number(taskMillis) });
process.on('message', (fault: Fault) => stand.suffer(fault));
process.once('disconnect', () => process.exit(0));
process.send?.({ url: stand.url, key: stand.key });
