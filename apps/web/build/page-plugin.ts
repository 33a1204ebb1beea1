import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { minifySync, transformWithOxc, type Plugin } from 'vite';

const SCHEME = fileURLToPath(new URL('../src/scheme.ts', import.meta.url));

const FONTS = /be-vietnam-pro-(?:latin|vietnamese)-(?:400|600)-normal-.*\.woff2$/u;

type Chunk = {
  type: 'chunk';
  fileName: string;
  facadeModuleId: string | null;
  imports: string[];
  isEntry: boolean;
  viteMetadata?: { importedCss: Set<string> };
};
type Bundle = Record<string, Chunk | { type: 'asset'; fileName: string }>;

/** The script as it is served: types and comments gone, short. */
async function schemeScript(): Promise<string> {
  const { code } = await transformWithOxc(readFileSync(SCHEME, 'utf8'), SCHEME);
  return minifySync(SCHEME, code).code;
}

const schemeName = (code: string): string => `assets/scheme-${createHash('sha256').update(code).digest('hex').slice(0, 8)}.js`;

/** The chunk of a page or a word file with everything it imports at once, without what the entry already brings. */
function withImports(bundle: Bundle, chunk: Chunk, seen: Set<string>): Chunk[] {
  if (seen.has(chunk.fileName)) return [];
  seen.add(chunk.fileName);
  const below = chunk.imports.flatMap((name) => {
    const one = bundle[name];
    return one?.type === 'chunk' ? withImports(bundle, one, seen) : [];
  });
  return [chunk, ...below];
}

/** `pages/search.tsx` -> its files; `locales/vi/search.ts` -> its file. The server turns these into preload tags of the page it serves. */
function preloads(bundle: Bundle): Record<string, { js: string[]; css: string[] }> {
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
  const entry = chunks.find((chunk) => chunk.isEntry);
  const found = chunks.flatMap((chunk) => {
    const name = /\/src\/((?:pages|locales)\/.+)\.tsx?$/u.exec(chunk.facadeModuleId ?? '')?.[1];
    if (name === undefined) return [];
    const seen = new Set<string>();
    if (entry !== undefined) withImports(bundle, entry, seen);
    const files = withImports(bundle, chunk, seen);
    return [
      [name, { js: files.map((one) => one.fileName), css: files.flatMap((one) => [...(one.viteMetadata?.importedCss ?? [])]) }] as const,
    ];
  });
  return Object.fromEntries(found);
}

/** Beside each text file its compressed twins, so that the server never compresses the same bytes twice. */
function compress(folder: string): void {
  for (const name of readdirSync(folder).filter((one) => /\.(?:js|css|txt)$/u.test(one))) {
    const bytes = readFileSync(`${folder}/${name}`);
    writeFileSync(`${folder}/${name}.gz`, gzipSync(bytes, { level: 9 }));
    writeFileSync(`${folder}/${name}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  }
}

/** Completes the served page: preloads the four fonts, sets the colour scheme before the first paint, writes `preloads.json`, compresses. */
export function page(): Plugin {
  return {
    name: 'ketnoi-page',
    generateBundle: {
      // Only then are the chunks gone that turned out to hold nothing but a style sheet.
      order: 'post',
      async handler(_options, bundle) {
        const code = await schemeScript();
        this.emitFile({ type: 'asset', fileName: schemeName(code), source: code });
        this.emitFile({ type: 'asset', fileName: 'preloads.json', source: JSON.stringify(preloads(bundle), null, 2) });
      },
    },
    writeBundle({ dir }) {
      if (dir !== undefined) compress(`${dir}/assets`);
    },
    configureServer(server) {
      server.middlewares.use('/scheme.js', (_request, response) => {
        response.setHeader('content-type', 'text/javascript');
        void schemeScript().then((code) => response.end(code));
      });
    },
    transformIndexHtml: {
      order: 'post',
      async handler(html, context) {
        const scheme = context.bundle === undefined ? '/scheme.js' : `/${schemeName(await schemeScript())}`;
        const fonts = Object.keys(context.bundle ?? {}).filter((name) => FONTS.test(name));
        const early = [
          ...fonts.map((name) => `<link rel="preload" href="/${name}" as="font" type="font/woff2" crossorigin />`),
          `<script src="${scheme}"></script>`,
        ];
        // What the server adds stands last, so that a page's own style sheet comes after the common one.
        return html.replace('<!--head-->', '').replace('<!--early-->', early.join('\n    ')).replace('</head>', '  <!--head-->\n  </head>');
      },
    },
  };
}
