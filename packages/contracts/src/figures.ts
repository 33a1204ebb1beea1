import { Type } from 'typebox';
import { endpoint } from './endpoint.ts';
import { closed, Instant } from './shapes.ts';

const Names = closed({ vi: Type.String(), en: Type.String() });

export const readFigures = endpoint({
  method: 'GET',
  url: '/api/figures',
  access: 'public',
  summary: 'Public counts for the home page: what is shown now, by priority sector and by exchange; never a negotiation',
  response: {
    200: closed({
      asOf: Instant,
      /** Offers shown now: published or about to expire, for everyone to see. */
      offers: Type.Integer(),
      /** Needs shown now. */
      needs: Type.Integer(),
      /** Organisations verified by the exchange and not withdrawn. */
      verifiedOrganisations: Type.Integer(),
      /** Demand and supply of each priority sector that has either; a listing of several sectors counts in each. */
      sectors: Type.Array(closed({ code: Type.String(), label: Names, needs: Type.Integer(), offers: Type.Integer() })),
      /** Listings shown here by the exchange they come from, this one first. */
      nodes: Type.Array(
        closed({ code: Type.String(), name: Names, self: Type.Boolean(), listings: Type.Integer(), newIn30Days: Type.Integer() }),
      ),
    }),
  },
});
