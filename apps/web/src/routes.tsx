import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { loadWords, type Area } from './lib/i18n.ts';
import { basepath } from './lib/language.ts';
import { readSearchState } from './lib/search-params.ts';
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

export const router = createRouter({
  routeTree: root.addChildren([home, search, listing]),
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
