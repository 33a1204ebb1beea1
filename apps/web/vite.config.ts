import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contracts } from './build/contracts-plugin.ts';
import { page } from './build/page-plugin.ts';

/** Loaded by every page and changed seldom: a chunk of its own, so that a new version of ours leaves it in the browser's cache. */
const vendor = /node_modules\/(?:react|react-dom|scheduler|@tanstack)\/(?!.*[/.](?:queriesObserver|useQueries)\.)/u;
/** What the frame and the public pages share; one file instead of a dozen small ones. */
const base =
  /(?:packages\/contracts\/src\/(?:classifications|listings|search)|apps\/web\/src\/(?:lib\/(?:api|boot|call-problem|format|given|i18n|labels|language|page-search|query-client|scheme|recent-searches|search-params|search-string|session|title|trusted-types)|paths|pages\/(?:problem|suggest)|ui\/(?:announcer|button|clock|disclosure|empty-state|icon|note|problem-note|section|skeleton|tier-chip|toast|trl-scale|use-completion|use-slash)))\.tsx?$/u;

/** What the search page is made of and what it opens later uses again: one file, not one for each that is shared. */
const searching =
  /apps\/web\/src\/(?:features\/search\/(?:answer|filters|heading|hit-card|reasons|results|state|tabs|toolbar)|lib\/(?:filter-schemes|saved-query)|ui\/(?:facet|filter-chip|hit|marked|trl-facet))\.tsx?$/u;

const api = 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [contracts(), page(), react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    target: ['chrome109', 'firefox115', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vendor', test: vendor },
            { name: 'base', test: base },
            { name: 'searching', test: searching },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': api, '/docs': api, '/openapi.json': api } },
});
