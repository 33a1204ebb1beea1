import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.ts';
import type { History, Write } from './history.ts';

/** So many of ten writes are repeated until they are answered; the others stay unknown when their answer is lost. */
const PERSISTENT_OF_TEN = 7;

const both = (text: string) => ({ vi: text, en: text });

/** A word of letters alone, so that search takes it for one. */
export const word = (): string => `zq${Array.from(randomBytes(9), (byte) => String.fromCodePoint(97 + (byte % 26))).join('')}`;

/** An offer with all that publication waits for; its word stands in the title. */
export function offer(token: string) {
  return {
    side: 'offer',
    kind: 'technology',
    texts: { title: both(`Diễn tập ${token}`), summary: both('Một niêm yết của cuộc diễn tập.'), partnerRole: both('Bên thử nghiệm') },
    values: {
      trl: 6,
      knowHowOnly: true,
      transferForms: ['independent'],
      advantages: [{ metric: both('Thời gian'), baseline: both('2 h'), claim: both('1 h') }],
      fields: ['2'],
      sectors: ['IND-ENVIRONMENT'],
      listCheck: { status: 'encouraged', basis: 'Diễn tập', checkedBy: 'self', date: '2026-11-01' },
    },
  };
}

type Storm = { client: Client; history: History; stop: AbortSignal };

const isPersistent = (): boolean => randomBytes(1).readUInt8() % 10 < PERSISTENT_OF_TEN;

function note(history: History, write: Omit<Write, 'at'>): void {
  history.writes.push({ ...write, at: Date.now() });
}

/** One writer of a publication storm: creates listings and hands each in at once, until asked to stop. */
export async function publishStorm({ client, history, stop }: Storm): Promise<void> {
  while (!stop.aborted) {
    const token = word();
    const created = await client.send({ method: 'POST', path: '/api/listings', body: offer(token) }, isPersistent());
    const id = typeof created.body['id'] === 'string' ? created.body['id'] : null;
    note(history, { kind: 'create', token, rows: 1, outcome: created.outcome, id });
    if (created.outcome !== 'ok' || id === null) continue;
    const version = Number(created.body['version']);
    const handedIn = await client.send({ method: 'POST', path: `/api/listings/${id}/submit`, version }, isPersistent());
    note(history, { kind: 'publish', token, rows: 1, outcome: handedIn.outcome, id });
  }
}

/** One organisation that imports file after file, each published at once, until asked to stop. */
export async function importStorm({ client, history, stop }: Storm, rows: number): Promise<void> {
  while (!stop.aborted) {
    const token = word();
    const lines = Array.from({ length: rows }, (_one, n) => JSON.stringify({ originId: `${token}-${n}`, ...offer(`${token} ${n}`) }));
    const form = new FormData();
    form.set('publish', 'true');
    form.set('file', new Blob([lines.join('\n')]), `${token}.jsonl`);
    const started = await client.send({ method: 'POST', path: '/api/imports', form }, true);
    const id = typeof started.body['id'] === 'string' ? started.body['id'] : null;
    note(history, { kind: 'import', token, rows, outcome: started.outcome, id });
    while (!stop.aborted && id !== null && !(await isFinished(client, id))) await sleep(200);
  }
}

async function isFinished(client: Client, id: string): Promise<boolean> {
  const { body } = await client.send({ method: 'GET', path: `/api/imports/${id}` }, true);
  return body['state'] === 'finished' || body['state'] === 'failed';
}
