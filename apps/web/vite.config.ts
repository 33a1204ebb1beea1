import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contracts } from './build/contracts-plugin.ts';
import { page } from './build/page-plugin.ts';

/** Loaded by every page and changed seldom: a chunk of its own, so that a new version of ours leaves it in the browser's cache. */
const vendor = /node_modules\/(?:react|react-dom|scheduler|@tanstack)\/(?!.*[/.](?:queriesObserver|useQueries)\.)/u;
/** What the frame and the public pages share; one file instead of a dozen small ones. */
const base =
  /apps\/web\/src\/(?:lib\/(?:api|boot|call-problem|format|i18n|language|query-client|scheme|search-params|search-string|session|title|trusted-types)|ui\/(?:announcer|button|clock|disclosure|empty-state|icon|note|problem-note|section|skeleton|tier-chip|toast|trl-scale|use-slash))\.tsx?$/u;

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
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': api, '/docs': api, '/openapi.json': api } },
});
