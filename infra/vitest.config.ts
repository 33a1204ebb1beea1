import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  cacheDir: `${root}/.cache/vitest`,
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['packages/{domain,language,contracts,matching}/{src,test}/**/*.spec.ts', 'apps/web/{src,build}/**/*.spec.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'specs',
          include: [
            'packages/{db,search,jobs,encoder,testing}/{src,test}/**/*.spec.ts',
            'apps/api/test/**/*.spec.ts',
            'infra/**/*.spec.ts',
          ],
          globalSetup: ['infra/specs/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['apps/web/e2e/**/*.e2e.ts'],
          globalSetup: ['infra/specs/browser-setup.ts'],
          testTimeout: 60_000,
          // One second, the usual, is too short for a page that reads its lists anew on a machine with two browsers.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
});
