import * as contracts from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import type { Actor } from '@ketnoi/domain/actor';
import type { ListingId, OrganisationId } from '@ketnoi/domain/ids';
import type { ListingHead } from '@ketnoi/db/listing-heads';
import type { Ctx } from '../../context.ts';
import { route, type Call, type Server } from '../../http/route.ts';
import type { ActInput } from '../../listings/acts.ts';
import * as state from './change-state.ts';
import { confirmListing } from './confirm-listing.ts';
import { createListing } from './create-listing.ts';
import { publishListing, returnListing } from './decide-review.ts';
import { editListing, reviseListing } from './edit-listing.ts';
import { listListings, listMyListings, listReviewQueue } from './lists.ts';
import { readInside, readListing } from './read-listing.ts';
import { submitListing } from './submit-listing.ts';
import { createdView } from './view.ts';

/** Answers that may hold confidential text are kept as an id and rendered anew for whoever repeats the request. */
const again = (ctx: Ctx, actor: Actor, id: string): Promise<ListingDetail> => readInside(ctx, actor, { id: id as ListingId, shows: null });

type Acting = { params: { id: string }; version: number; language: Call<typeof contracts.submitListing>['language'] };

const actInput = (call: Acting): ActInput => ({
  id: call.params.id.toLowerCase() as ListingId,
  version: call.version,
  language: call.language,
});

/** The listing as it stands after the act, for the one who acted. */
async function afterwards(ctx: Ctx, actor: Actor, head: Promise<ListingHead>): Promise<ListingDetail> {
  return readInside(ctx, actor, { id: (await head).id, shows: null });
}

function registerReading(server: Server): void {
  route(server, contracts.listListings, (ctx, _actor, { query }) => {
    const { limit, cursor, sort: _sort, lang: _lang, ...filter } = query;
    return listListings(ctx, { filter, limit, cursor });
  });
  route(server, contracts.listMyListings, (ctx, actor, { query }) =>
    listMyListings(ctx, actor, { side: query.side ?? null, states: query.state ?? null, limit: query.limit, cursor: query.cursor }),
  );
  route(server, contracts.listReviewQueue, (ctx, actor, { query }) =>
    listReviewQueue(ctx, actor, { side: query.side ?? null, limit: query.limit, cursor: query.cursor }),
  );
  route(server, contracts.readListing, (ctx, actor, { params, query }) =>
    readListing(ctx, actor, { id: params.id, shows: query.shows ?? null }),
  );
}

function registerWriting(server: Server): void {
  route(
    server,
    contracts.createListing,
    async (ctx, actor, { body, language }) => {
      const { side, kind, texts, values, tiers, translations, ...head } = body;
      const created = await createListing(ctx, actor, {
        side,
        kind,
        ownerOrganisationId: (head.ownerOrganisationId?.toLowerCase() as OrganisationId | undefined) ?? null,
        masked: head.masked ?? false,
        audience: head.audience ?? 'public',
        openForInterest: head.openForInterest ?? true,
        textLicence: head.textLicence ?? null,
        patch: patchOf({ texts, values, tiers, translations }),
        language,
      });
      return createdView(ctx, actor, created);
    },
    { again },
  );
  route(
    server,
    contracts.editListing,
    (ctx, actor, call) => {
      const { texts, values, tiers, translations, ...head } = call.body;
      return afterwards(
        ctx,
        actor,
        editListing(ctx, actor, { ...actInput(call), head, patch: patchOf({ texts, values, tiers, translations }) }),
      );
    },
    { again },
  );
}

/** A patch with only the parts that were given. */
function patchOf<Patch extends object>(parts: Patch): { [Key in keyof Patch]?: Exclude<Patch[Key], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, one]) => one !== undefined)) as {
    [Key in keyof Patch]?: Exclude<Patch[Key], undefined>;
  };
}

function registerReview(server: Server): void {
  route(server, contracts.submitListing, (ctx, actor, call) => afterwards(ctx, actor, submitListing(ctx, actor, actInput(call))), {
    again,
  });
  route(server, contracts.confirmListing, (ctx, actor, call) => afterwards(ctx, actor, confirmListing(ctx, actor, actInput(call))), {
    again,
  });
  route(server, contracts.reviseListing, (ctx, actor, call) => afterwards(ctx, actor, reviseListing(ctx, actor, actInput(call))), {
    again,
  });
  route(
    server,
    contracts.publishListing,
    (ctx, actor, call) => {
      const { listCheck = null, note = null } = call.body;
      return afterwards(ctx, actor, publishListing(ctx, actor, { ...actInput(call), listCheck, note }));
    },
    { again },
  );
  route(
    server,
    contracts.returnListing,
    (ctx, actor, call) => {
      const findings = call.body.findings.map((one) => ({ code: one.code, field: one.field ?? null, note: one.note ?? null }));
      return afterwards(ctx, actor, returnListing(ctx, actor, { ...actInput(call), findings, note: call.body.note }));
    },
    { again },
  );
}

function registerLife(server: Server): void {
  route(server, contracts.holdListing, (ctx, actor, call) => afterwards(ctx, actor, state.holdListing(ctx, actor, actInput(call))), {
    again,
  });
  route(server, contracts.resumeListing, (ctx, actor, call) => afterwards(ctx, actor, state.resumeListing(ctx, actor, actInput(call))), {
    again,
  });
  route(server, contracts.clearListing, (ctx, actor, call) => afterwards(ctx, actor, state.clearListing(ctx, actor, actInput(call))), {
    again,
  });
  route(
    server,
    contracts.withdrawListing,
    (ctx, actor, call) => afterwards(ctx, actor, state.withdrawListing(ctx, actor, actInput(call))),
    { again },
  );
  route(server, contracts.renewListing, (ctx, actor, call) => afterwards(ctx, actor, state.renewListing(ctx, actor, actInput(call))), {
    again,
  });
  route(
    server,
    contracts.flagListing,
    (ctx, actor, call) => afterwards(ctx, actor, state.flagListing(ctx, actor, { ...actInput(call), note: call.body.note })),
    { again },
  );
  route(
    server,
    contracts.retractListing,
    (ctx, actor, call) => afterwards(ctx, actor, state.retractListing(ctx, actor, { ...actInput(call), notice: call.body.notice })),
    { again },
  );
  route(
    server,
    contracts.closeListing,
    (ctx, actor, call) => afterwards(ctx, actor, state.closeListing(ctx, actor, { ...actInput(call), outcome: call.body.outcome })),
    { again },
  );
}

/** Listings: what everyone may read, what their people write, and the steps of their life. */
export function registerListings(server: Server): void {
  registerReading(server);
  registerWriting(server);
  registerReview(server);
  registerLife(server);
}
