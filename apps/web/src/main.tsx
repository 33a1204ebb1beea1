import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadWords } from './lib/i18n.ts';
import { language } from './lib/language.ts';
import { reloadForNewVersion } from './lib/new-version.ts';
import { queryClient } from './lib/query-client.ts';
import { takeUpSession } from './lib/session.ts';
import { installTrustedTypes } from './lib/trusted-types.ts';
import { router } from './routes.tsx';
import './ui/tokens.css';
import './ui/base.css';
import './ui/frame.css';
import './ui/buttons.css';
import './ui/fields.css';
import './ui/chips.css';
import './ui/records.css';

installTrustedTypes();
reloadForNewVersion();
document.documentElement.lang = language;
void takeUpSession();

const place = document.querySelector('#root');
if (place === null) throw new Error('The page has no #root');

const LONGEST_WAIT_MS = 2000;

/** Until the calls that the first page started have been answered; no wait where there is nothing to read meanwhile. */
function answered(): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (queryClient.isFetching() === 0) resolve();
    };
    queryClient.getQueryCache().subscribe(look);
    look();
    window.setTimeout(resolve, LONGEST_WAIT_MS);
  });
}

// What the server wrote into #root stays readable until the first page has what it shows: nothing is drawn twice, nothing moves.
await Promise.all([loadWords('shell'), router.load()]);
if (place.firstElementChild !== null) await answered();
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
