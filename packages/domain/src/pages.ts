/** The page addresses of the browser client in Fastify's form; the English twin of each lies under `/en`. The one list server and browser share. */
export const PAGES = {
  home: '/',
  search: '/search',
  listing: '/listings/:id',
  matches: '/listings/:id/matches',
  match: '/match',
  aboutMatching: '/about/matching',
  newOffer: '/offers/new',
  newNeed: '/needs/new',
  editListing: '/listings/:id/edit',
  workspace: '/workspace',
  alerts: '/workspace/alerts',
  unsubscribe: '/unsubscribe/:token',
  review: '/review',
  dictionary: '/operator/dictionary',
  broker: '/broker',
  login: '/login',
  register: '/register',
  invite: '/invite/:token',
  verifyEmail: '/verify-email/:token',
  requestReset: '/reset-password',
  resetPassword: '/reset-password/:token',
  account: '/account',
  organisation: '/organisations/:id',
} as const;

export type PageName = keyof typeof PAGES;

/** What other sites and feed readers fetch, with the words and filters of a search; the English twin of each lies under `/en`. */
export const FEEDS = {
  listings: '/feeds/listings.atom',
  embed: '/embed/listings',
  /** Says how to put the list on a page of one's own. */
  embedHelp: '/embed',
} as const;
