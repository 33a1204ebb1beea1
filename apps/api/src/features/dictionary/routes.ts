import * as contracts from '@ketnoi/contracts/dictionary';
import type { DictionaryEntryId } from '@ketnoi/domain/ids';
import { route, type Server } from '../../http/route.ts';
import { signedIn } from '../../http/signed-in.ts';
import { addEntry, correctEntry, withdrawEntry } from './change-dictionary.ts';
import { lookUp, readDictionary } from './read-dictionary.ts';
import { ignoreWord, readUnknownWords } from './unknown-words.ts';
import { entryView, unknownWordView } from './view.ts';

const idOf = (params: { id: string }): DictionaryEntryId => params.id.toLowerCase() as DictionaryEntryId;

/** Who changed it sees at once what his change does; other processes follow within seconds. */
const readAnew = (server: Server) => ({
  decorate: (): void => {
    server.ctx.search.tables
      .fresh()
      .catch((error: unknown) => server.ctx.log.warn({ err: error }, 'the dictionary could not be read anew'));
  },
});

/** The exchange's own dictionary, and the words of needs that it does not know yet. */
export function registerDictionary(server: Server): void {
  const options = readAnew(server);
  route(server, contracts.listDictionary, async (ctx, actor, { query }) => {
    const { rows, next } = await readDictionary(ctx, signedIn(actor), query);
    return { items: rows.map((row) => entryView(actor, row)), next };
  });
  route(server, contracts.lookUpTerm, (ctx, actor, { query }) => lookUp(ctx, signedIn(actor), query));
  route(
    server,
    contracts.addEntry,
    async (ctx, actor, { body }) => entryView(actor, await addEntry(ctx, signedIn(actor), { ...body, note: body.note ?? null })),
    options,
  );
  route(
    server,
    contracts.correctEntry,
    async (ctx, actor, { params, body, version }) =>
      entryView(actor, await correctEntry(ctx, signedIn(actor), { id: idOf(params), version, changes: body })),
    options,
  );
  route(
    server,
    contracts.withdrawEntry,
    async (ctx, actor, { params, version }) => entryView(actor, await withdrawEntry(ctx, signedIn(actor), { id: idOf(params), version })),
    options,
  );
  route(server, contracts.listUnknownWords, async (ctx, actor, { query }) => {
    const { rows, next } = await readUnknownWords(ctx, signedIn(actor), query);
    return { items: rows.map(unknownWordView), next };
  });
  route(server, contracts.ignoreUnknownWord, async (ctx, actor, { params }) => {
    await ignoreWord(ctx, signedIn(actor), params.id.toLowerCase());
    return null;
  });
}
