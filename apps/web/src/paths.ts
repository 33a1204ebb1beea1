/** Every page address of the browser client, in the router's form; the English twin of each lies under `/en`. */
export const paths = {
  home: '/',
  search: '/search',
  listing: '/listings/$id',
  newOffer: '/offers/new',
  newNeed: '/needs/new',
  workspace: '/workspace',
  review: '/review',
  login: '/login',
  register: '/register',
} as const;
