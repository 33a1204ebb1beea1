import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { loadWords, type Area } from './lib/i18n.ts';
import { basepath } from './lib/language.ts';
import { readSearchState } from './lib/search-params.ts';
import {
  readAlerts,
  readBroker,
  readDictionary,
  readCompared,
  readForm,
  readMatches,
  readReturn,
  readReview,
  readWorkspace,
} from './lib/page-search.ts';
import { readQuery, writeQuery } from './lib/search-string.ts';
import NotFound from './pages/not-found.tsx';
import ProblemPage from './pages/problem.tsx';
import Root from './pages/root.tsx';
import { paths } from './paths.ts';
import { Skeleton } from './ui/skeleton.tsx';

type Where = { params: Record<string, string>; search: Record<string, unknown> };
/** A page: its component, and what it can start reading before it is drawn. */
type Page = { default: ComponentType; prefetch?: (where: Where) => void };

/** A route's page and its words, fetched together; its calls start at once and are not waited for. */
function page(load: () => Promise<Page>, ...areas: Area[]) {
  return {
    loaderDeps: ({ search }: { search: object }) => ({ search }),
    // Typed as wide as can be, so that each route keeps the parameters of its own path.
    loader: async (context: object) => {
      const { params, deps } = context as { params: Record<string, string>; deps: { search: Record<string, unknown> } };
      const [module] = await Promise.all([load(), ...areas.map(loadWords)]);
      module.prefetch?.({ params, search: deps.search });
    },
    component: lazyRouteComponent(load),
    pendingComponent: Pending,
  };
}

function Pending() {
  return (
    <div className="wrap page-top">
      <Skeleton rows={3} />
    </div>
  );
}

const root = createRootRoute({ component: Root, errorComponent: ProblemPage, notFoundComponent: NotFound });

const home = createRoute({ getParentRoute: () => root, path: paths.home, ...page(() => import('./pages/home.tsx'), 'home') });

const search = createRoute({
  getParentRoute: () => root,
  path: paths.search,
  validateSearch: readSearchState,
  ...page(() => import('./pages/search.tsx'), 'search'),
});

const listing = createRoute({
  getParentRoute: () => root,
  path: paths.listing,
  ...page(() => import('./pages/listing.tsx'), 'listing', 'fields'),
});

const matches = createRoute({
  getParentRoute: () => root,
  path: paths.matches,
  validateSearch: readMatches,
  ...page(() => import('./pages/matches.tsx'), 'matches', 'fields'),
});

const match = createRoute({
  getParentRoute: () => root,
  path: paths.match,
  validateSearch: readCompared,
  ...page(() => import('./pages/match.tsx'), 'matches'),
});

const aboutMatching = createRoute({
  getParentRoute: () => root,
  path: paths.aboutMatching,
  ...page(() => import('./pages/about-matching.tsx'), 'aboutMatching', 'matches'),
});

const login = createRoute({
  getParentRoute: () => root,
  path: paths.login,
  validateSearch: readReturn,
  ...page(() => import('./pages/login.tsx'), 'forms', 'accounts'),
});

const register = createRoute({
  getParentRoute: () => root,
  path: paths.register,
  validateSearch: readReturn,
  ...page(() => import('./pages/register.tsx'), 'forms', 'accounts'),
});

const invite = createRoute({
  getParentRoute: () => root,
  path: paths.invite,
  ...page(() => import('./pages/invite.tsx'), 'forms', 'accounts'),
});

const verifyEmail = createRoute({
  getParentRoute: () => root,
  path: paths.verifyEmail,
  ...page(() => import('./pages/verify-email.tsx'), 'forms', 'accounts'),
});

const requestReset = createRoute({
  getParentRoute: () => root,
  path: paths.requestReset,
  ...page(() => import('./pages/request-reset.tsx'), 'forms', 'accounts'),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: paths.resetPassword,
  ...page(() => import('./pages/reset-password.tsx'), 'forms', 'accounts'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: paths.account,
  ...page(() => import('./pages/account.tsx'), 'forms', 'accounts'),
});

const workspace = createRoute({
  getParentRoute: () => root,
  path: paths.workspace,
  validateSearch: readWorkspace,
  ...page(() => import('./pages/workspace.tsx'), 'forms', 'accounts', 'fields', 'workspace', 'matches'),
});

const alerts = createRoute({
  getParentRoute: () => root,
  path: paths.alerts,
  validateSearch: readAlerts,
  ...page(() => import('./pages/alerts.tsx'), 'forms', 'accounts', 'search', 'alerts'),
});

const unsubscribe = createRoute({
  getParentRoute: () => root,
  path: paths.unsubscribe,
  ...page(() => import('./pages/unsubscribe.tsx'), 'alerts'),
});

const review = createRoute({
  getParentRoute: () => root,
  path: paths.review,
  validateSearch: readReview,
  ...page(() => import('./pages/review.tsx'), 'forms', 'accounts', 'fields', 'listing', 'review'),
});

const dictionary = createRoute({
  getParentRoute: () => root,
  path: paths.dictionary,
  validateSearch: readDictionary,
  ...page(() => import('./pages/dictionary.tsx'), 'forms', 'accounts', 'dictionary'),
});

const broker = createRoute({
  getParentRoute: () => root,
  path: paths.broker,
  validateSearch: readBroker,
  ...page(() => import('./pages/broker.tsx'), 'accounts', 'broker', 'matches'),
});

/** The forms of listings lie below the component library. */
const work = createRoute({ getParentRoute: () => root, id: 'work', component: lazyRouteComponent(() => import('./pages/work.tsx')) });

const newOffer = createRoute({
  getParentRoute: () => work,
  path: paths.newOffer,
  validateSearch: readForm,
  ...page(() => import('./pages/listing-form.tsx'), 'forms', 'fields', 'listing', 'review', 'listingForm'),
});

const newNeed = createRoute({
  getParentRoute: () => work,
  path: paths.newNeed,
  validateSearch: readForm,
  ...page(() => import('./pages/listing-form.tsx'), 'forms', 'fields', 'listing', 'review', 'listingForm'),
});

const editListing = createRoute({
  getParentRoute: () => work,
  path: paths.editListing,
  validateSearch: readForm,
  ...page(() => import('./pages/listing-form.tsx'), 'forms', 'fields', 'listing', 'review', 'listingForm'),
});

const routes = [
  home,
  search,
  listing,
  matches,
  match,
  aboutMatching,
  login,
  register,
  invite,
  verifyEmail,
  requestReset,
  resetPassword,
  account,
  workspace,
  alerts,
  unsubscribe,
  review,
  broker,
  dictionary,
] as const;

export const router = createRouter({
  routeTree: root.addChildren([...routes, work.addChildren([newOffer, newNeed, editListing])]),
  basepath,
  parseSearch: readQuery,
  stringifySearch: writeQuery,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 300,
  defaultErrorComponent: ProblemPage,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
