import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contracts } from './build/contracts-plugin.ts';
import { page } from './build/page-plugin.ts';

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
  },
  server: { port: 5173, proxy: { '/api': api, '/docs': api, '/openapi.json': api } },
});
