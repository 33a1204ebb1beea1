import { createServer, type AddressInfo, type Socket } from 'node:net';

export type Received = { from: string; to: string[]; headers: Record<string, string[]>; text: string };

/** A mail server that keeps what it is given, to see what really goes over the wire. `refuse` answers so many letters with a failure first. */
export async function captureSmtp(): Promise<{
  url: string;
  letters: Received[];
  refuse: (times: number) => void;
  close: () => Promise<void>;
}> {
  const letters: Received[] = [];
  const sockets = new Set<Socket>();
  let refusals = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    converse(socket, (letter) => {
      if (refusals > 0) {
        refusals -= 1;
        return false;
      }
      letters.push(letter);
      return true;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return { url: `smtp://127.0.0.1:${port}`, letters, refuse: (times) => void (refusals = times), close };
}

function converse(socket: Socket, accept: (letter: Received) => boolean): void {
  let buffer = '';
  let inData = false;
  let envelope: { from: string; to: string[] } = { from: '', to: [] };
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  say('220 capture');
  socket.on('data', (chunk: Buffer) => {
    buffer += chunk.toString('utf8');
    for (;;) {
      const end = buffer.indexOf(inData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = buffer.slice(0, end);
      buffer = buffer.slice(end + (inData ? 5 : 2));
      if (inData) {
        inData = false;
        say(accept({ ...envelope, ...parse(part) }) ? '250 kept' : '451 try later');
        envelope = { from: '', to: [] };
        continue;
      }
      const word = part.slice(0, 4).toUpperCase();
      if (word === 'MAIL') envelope.from = part.slice(10);
      if (word === 'RCPT') envelope.to.push(/<([^>]*)>/u.exec(part)?.[1] ?? '');
      if (word === 'DATA') inData = true;
      say(word === 'DATA' ? '354 go on' : word === 'QUIT' ? '221 bye' : '250 ok');
    }
  });
}

function parse(raw: string): Pick<Received, 'headers' | 'text'> {
  const gap = raw.indexOf('\r\n\r\n');
  const headers: Record<string, string[]> = {};
  for (const line of raw
    .slice(0, gap)
    .replaceAll(/\r\n[ \t]+/gu, ' ')
    .split('\r\n')) {
    const colon = line.indexOf(':');
    (headers[line.slice(0, colon).toLowerCase()] ??= []).push(decodeWords(line.slice(colon + 1).trim()));
  }
  const body = raw.slice(gap + 4);
  const encoding = headers['content-transfer-encoding']?.[0];
  return {
    headers,
    text: encoding === 'base64' ? Buffer.from(body, 'base64').toString('utf8') : encoding === 'quoted-printable' ? quoted(body) : body,
  };
}

function quoted(text: string): string {
  const joined = text.replaceAll(/=\r\n/gu, '');
  return Buffer.from(
    joined.replaceAll(/=([0-9A-F]{2})/gu, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
}

const decodeWords = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/gu, '?==?')
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/giu, (_all, kind: string, word: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : quoted(word.replaceAll('_', ' ')),
    );
