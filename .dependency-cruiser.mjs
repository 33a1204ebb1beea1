/* Imports are denied by default: what one part of the house may import of ours stands in this table, and nowhere else. */

const pure = ['packages/domain', 'packages/language'];
const everything = [
  ...pure,
  'packages/contracts',
  'packages/matching',
  'packages/encoder',
  'packages/db',
  'packages/search',
  'packages/jobs',
];
const specs = [...everything, 'packages/testing'];

/** Part of the house -> the other parts it may import. A workspace or a folder of infra that is not listed fails the check. */
export const mayImport = {
  'packages/domain': [],
  'packages/language': ['packages/domain'],
  'packages/contracts': ['packages/domain'],
  'packages/matching': pure,
  'packages/encoder': [...pure, 'packages/matching'],
  'packages/db': pure,
  'packages/search': [...pure, 'packages/matching', 'packages/db'],
  'packages/jobs': ['packages/domain', 'packages/db'],
  'packages/testing': [...pure, 'packages/contracts', 'packages/db', 'packages/search', 'packages/jobs'],
  'apps/api': everything,
  'apps/web': [...pure, 'packages/contracts'],
  'infra/postgres': [],
  'infra/launch': ['infra/postgres'],
  'infra/commands': [...specs, 'infra/launch', 'infra/postgres', 'infra/specs'],
  'infra/check': ['infra/commands', 'infra/launch', 'infra/postgres'],
  'infra/specs': [...specs, 'infra/launch', 'infra/postgres'],
  'infra/demo': everything,
  'infra/bench': [...everything, 'infra/launch', 'infra/postgres'],
  'infra/drills': [...everything, 'infra/launch', 'infra/postgres'],
};

/** Packages of npm that only some parts may name. */
const npmOnlyIn = {
  fastify: [
    'apps/api/test/',
    'apps/api/src/app\\.ts$',
    'apps/api/src/http/',
    'apps/api/src/pages/',
    'apps/api/src/features/[^/]+/routes\\.ts$',
    'infra/bench/',
  ],
  'kysely|pg': ['packages/(db|jobs|search|testing)/', 'infra/(bench|drills)/'],
  meilisearch: ['packages/search/'],
  'pg-boss': ['packages/jobs/'],
};

const spec = '(\\.(spec|e2e)\\.tsx?$|^packages/[^/]+/test/|^apps/api/test/|^apps/web/e2e/)';
const shippedTables = '^packages/language/src/[a-z-]+-data\\.ts$';
const npm = (names) => `node_modules/(@types/)?(${names})/`;

const allowed = [
  ...Object.entries(mayImport).map(([from, to]) => ({ from: { path: `^${from}/` }, to: { path: `^(${[from, ...to].join('|')})/` } })),
  { from: { path: spec }, to: { path: `^(${specs.join('|')})/` } },
  // The one-command start composes what infra knows about processes and PostgreSQL.
  { from: { path: '^apps/api/src/start\\.ts$' }, to: { path: '^infra/(launch|postgres)/' } },
  { from: { path: '^infra/[^/]+$' }, to: { path: '^infra/[^/]+$' } },
  // The judged set of our own is ranked by the very means of `npm run evaluate`.
  { from: { path: '^infra/bench/in-domain\\.ts$' }, to: { path: '^apps/api/src/evaluation/' } },
  // Measuring and breaking take any package that the product itself is made of.
  { from: { path: '^infra/(bench|drills)/' }, to: { path: 'node_modules/' } },
  { from: {}, to: { path: 'node_modules/', dependencyTypesNot: ['npm-no-pkg', 'npm-unknown', 'npm-bundled'] } },
  { from: {}, to: { dependencyTypes: ['core'] } },
];

const forbidden = [
  { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
  { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'a-feature-imports-no-feature',
    severity: 'error',
    from: { path: '^apps/(api|web)/src/features/([^/]+)/' },
    to: { path: '^apps/$1/src/features/', pathNot: '^apps/$1/src/features/$2/' },
  },
  {
    name: 'web-layers',
    comment: 'pages -> features -> ui, lib',
    severity: 'error',
    from: { path: '^apps/web/src/(ui|lib)/' },
    to: { path: '^apps/web/src/(features|pages)/' },
  },
  {
    name: 'web-features-import-no-page',
    severity: 'error',
    from: { path: '^apps/web/src/features/' },
    to: { path: '^apps/web/src/pages/' },
  },
  {
    name: 'ui-knows-no-network',
    severity: 'error',
    from: { path: '^apps/web/src/ui/' },
    to: { path: '^apps/web/src/lib/api\\.ts$' },
  },
  {
    name: 'testing-is-for-tests',
    severity: 'error',
    from: { path: '^(apps|packages)/', pathNot: [spec, '^packages/testing/'] },
    to: { path: '^packages/testing/' },
  },
  {
    name: 'the-core-does-no-io',
    comment: 'domain, language, contracts and matching run in a browser too',
    severity: 'error',
    from: { path: '^(packages/(domain|language|contracts|matching)|apps/web/src)/', pathNot: [spec, shippedTables] },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'the-browser-loads-no-tables',
    comment: 'what language ships as data is read from files, or large, or both; only servers and workers have use for it',
    severity: 'error',
    from: { path: '^(apps/web/src|packages/(domain|language|contracts|matching)/src)/', pathNot: shippedTables },
    to: { path: shippedTables },
  },
  ...Object.entries(npmOnlyIn).map(([names, places]) => ({
    name: `only-some-import-${names.replaceAll('|', '-and-')}`,
    severity: 'error',
    from: { path: '^(apps|packages|infra)/', pathNot: places.map((place) => `^${place}`) },
    to: { path: npm(names) },
  })),
];

export default {
  forbidden,
  allowed,
  allowedSeverity: 'error',
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|packages)/[^/]+/dist/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
