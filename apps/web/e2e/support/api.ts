import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { mark, type Person } from './people.ts';

type Answer = { id: string; version: number; accessToken: string };

async function ask(path: string, given: { body?: object; token?: string; version?: number }): Promise<Answer> {
  const { body, token, version } = given;
  const response = await fetch(`${inject('address')}${path}`, {
    method: 'POST',
    headers: {
      'x-ketnoi': '1',
      'idempotency-key': randomUUID(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(version === undefined ? {} : { 'if-match': `"v${String(version)}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`POST ${path} was answered ${String(response.status)}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

const vi = (text: string) => ({ vi: text, en: null });

/** An offer of this person's organisation that waits for review; how it is written is another spec's story. @returns its title and id. */
export async function handIn({ email, password }: Person): Promise<{ title: string; id: string }> {
  const title = `Trạm lọc ${mark()}`;
  const { accessToken: token } = await ask('/api/session', { body: { email, password } });
  const draft = await ask('/api/listings', {
    token,
    body: {
      side: 'offer',
      kind: 'technology',
      texts: {
        title: vi(title),
        summary: vi('Hạ độ mặn nước giếng xuống dưới 0,8 g/l với 1,1 kWh/m³.'),
        partnerRole: vi('Nhà chế tạo thiết bị nước'),
      },
      values: {
        trl: 7,
        knowHowOnly: true,
        advantages: [{ metric: vi('Điện tiêu thụ'), baseline: vi('1,9 kWh/m³'), claim: vi('1,1 kWh/m³') }],
        transferForms: ['independent'],
        fields: ['207'],
        listCheck: { status: 'unlisted', basis: 'Nghị định 76/2018/NĐ-CP', checkedBy: 'self', date: '2026-11-20' },
      },
    },
  });
  await ask(`/api/listings/${draft.id}/submit`, { token, version: draft.version });
  return { title, id: draft.id };
}

/** A moderator publishes what waits for review, as the page of the queue does. */
export async function publishHandedIn({ email, password }: Person, id: string): Promise<void> {
  const { accessToken: token } = await ask('/api/session', { body: { email, password } });
  const response = await fetch(`${inject('address')}/api/listings/${id}`, { headers: { authorization: `Bearer ${token}` } });
  const { version } = (await response.json()) as Answer;
  await ask(`/api/listings/${id}/publish`, { token, version, body: {} });
}
