import { editListing, holdListing, retractListing, withdrawListing } from '@ketnoi/contracts/listings';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import type { OrganisationId } from '@ketnoi/domain/ids';
import type { Caller } from './as.ts';
import { visitor } from './as.ts';
import { given } from './given.ts';
import { drain } from './jobs.ts';
import { both, completeNeed, completeOffer, drafted, published, submitted } from './listings.ts';
import type { World } from './context.ts';
import { steps } from './steps.ts';

/** Listings in every way that one can be shown or not, people in every relation to them, and words that stand in one place only. */

/** In the title of every listing. */
export const COMMON = 'wexfordium';

/** In the title of one listing, far from each other and from any other word. */
export const TITLE = {
  open: 'quandorum',
  masked: 'belaphinx',
  held: 'oxendrick',
  withdrawn: 'marvelont',
  retracted: 'zupanitek',
  private: 'kilfortys',
  submitted: 'draxomelu',
  draft: 'hyvonarch',
} as const;
export type Name = keyof typeof TITLE;
export const NAMES = Object.keys(TITLE) as Name[];

/** What everybody may find, whoever asks: the index holds what is public and nothing else, also for those who may read more. */
export const FOUND: readonly Name[] = ['open', 'masked'];
/** Shown by its address, with its notice, and found by no search. */
export const KNOWN_TO_ALL: readonly Name[] = [...FOUND, 'retracted'];
export const HANDED_IN: readonly Name[] = ['held', 'withdrawn', 'private', 'submitted'];

/** What the open listing says in each tier, and in a version of it that is being written. */
export const TIER_WORDS = {
  public: 'jostalgen',
  member: 'gruvintax',
  nda: 'pelmorind',
  room: 'satrequil',
  party: 'ubdomange',
  next: 'cyltoferm',
} as const;

/** The shortest that is still the whole of the name of the masked organisation. */
export const MASKED_ORGANISATION = 'Hợp tác xã Trăng Khuyết';

export const ACTORS = [
  'visitor',
  'account',
  'unconfirmed',
  'unverifiedMember',
  'member',
  'otherViewer',
  'viewer',
  'editor',
  'orgAdmin',
  'owner',
  'moderator',
  'conflicted',
  'admin',
  'operator',
] as const;
export type ActorName = (typeof ACTORS)[number];

export type Scene = {
  world: World;
  listings: Record<Name, ListingDetail>;
  actors: Record<ActorName, Caller>;
  organisation: OrganisationId;
  maskedOrganisation: OrganisationId;
};

const titled = (name: Name) => ({ title: both(`Vật liệu ${COMMON} ${TITLE[name]}`, `${COMMON} ${TITLE[name]} material`) });
const SECTORS: Record<Name, string> = {
  open: 'IND-ENVIRONMENT',
  masked: 'AGR-HITECH',
  held: 'MED',
  withdrawn: 'IND-BIO',
  retracted: 'IND-AUTOMATION',
  private: 'IND-CONSUMER',
  submitted: 'IND-PROCESSING',
  draft: 'IND-MANUFACTURING',
};
const offer = (name: Name, more: Partial<ReturnType<typeof completeOffer>> = {}) =>
  completeOffer({ ...more, texts: { ...titled(name), ...more.texts }, values: { sectors: [SECTORS[name]], ...more.values } });

/** Everybody; the first five groups belong to nobody who has a listing here. */
async function people(world: World, organisation: OrganisationId): Promise<Record<ActorName, Caller>> {
  const other = await given.organisation(world);
  const unverified = await given.organisation(world, { verified: false });
  const of = (options: Parameters<typeof given.person>[1]): Promise<Caller> => given.person(world, options);
  return {
    visitor,
    account: await of({}),
    unconfirmed: await of({ emailVerified: false }),
    unverifiedMember: await of({ organisation: unverified }),
    member: await of({ organisation: other }),
    otherViewer: await of({ organisation: other, role: 'viewer' }),
    viewer: await of({ organisation, role: 'viewer' }),
    editor: await of({ organisation, role: 'editor' }),
    orgAdmin: await of({ organisation, role: 'admin' }),
    owner: await of({ organisation }),
    moderator: await of({ grant: 'moderator' }),
    conflicted: await of({ organisation, role: 'viewer', grant: 'moderator' }),
    admin: await of({ grant: 'admin' }),
    operator: await of({ grant: 'operator' }),
  };
}

/** Makes the scene through the API, `before` in between: when everybody is there and nothing is listed yet. */
export async function scene(world: World, before: (actors: Scene['actors']) => Promise<void>): Promise<Scene> {
  const organisation = await given.organisation(world, { name: 'Viện Mặt Trời Mọc' });
  const maskedOrganisation = await given.organisation(world, { name: MASKED_ORGANISATION, typeCode: 'cooperative', provinceCode: '79' });
  const actors = await people(world, organisation);
  await before(actors);
  const { owner: writer, moderator } = actors;
  const publish = (draft: ReturnType<typeof completeOffer>) => published(world, { writer, moderator }, draft);
  const go = steps(world);
  const texts = {
    problem: both(`Chuyện ${TIER_WORDS.public}`, `Problem ${TIER_WORDS.public}`),
    description: both(`Chi tiết ${TIER_WORDS.member}`, `Detail ${TIER_WORDS.member}`),
    trlEvidence: both(`Biên bản ${TIER_WORDS.nda}`, `Record ${TIER_WORDS.nda}`),
    technicalDetail: both(`Bí quyết ${TIER_WORDS.room}`, `Know-how ${TIER_WORDS.room}`),
  };
  const contact = { name: `Bà ${TIER_WORDS.party}`, email: `${TIER_WORDS.party}@example.org` };
  const tiers = { description: 'member' as const, technicalDetail: 'room' as const };
  const open = await publish(offer('open', { texts, tiers, values: { contact } }));
  const maskedWriter = await given.person(world, { organisation: maskedOrganisation });
  const listings = {
    open,
    masked: await published(world, { writer: maskedWriter, moderator }, offer('masked', { masked: true })),
    held: await publish(offer('held')),
    withdrawn: await publish(offer('withdrawn')),
    retracted: await publish(offer('retracted')),
    private: await publish(completeNeed({ texts: titled('private'), audience: 'private_search', values: { sectors: [SECTORS.private] } })),
    submitted: await submitted(world, writer, offer('submitted')),
    draft: await drafted(world, writer, offer('draft')),
  };
  await drain(world);
  await go.step(writer, holdListing, { ...listings.held, body: {} });
  await go.step(writer, withdrawListing, { ...listings.withdrawn, body: { reason: 'owner_request' } });
  await go.step(writer, retractListing, { ...listings.retracted, body: { notice: both('Không đúng', 'Not so') } });
  const next = { texts: { summary: both(`Bản mới ${TIER_WORDS.next}`, `New version ${TIER_WORDS.next}`) } };
  await go.step(writer, editListing, { ...open, body: next });
  return { world, listings, actors, organisation, maskedOrganisation };
}

/** The listings that a text names by id, by reference or by the word of their title. */
export function named({ listings }: Pick<Scene, 'listings'>, text: string): Name[] {
  return NAMES.filter((name) => {
    const { id, reference } = listings[name];
    return text.includes(id) || (reference !== null && text.includes(reference)) || text.includes(TITLE[name]);
  });
}
