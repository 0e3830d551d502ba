/** Builds the console and the API docs into static files that the Worker serves under a strict content security policy. */
import { defineConfig } from 'vite';

const here = (path: string) => decodeURIComponent(new URL(path, import.meta.url).pathname);

export default defineConfig({
  root: here('.'),
  base: '/console/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../../dist/assets/console/'),
    emptyOutDir: true,
    // The policy allows files of our own origin only: no inline polyfill, no data: addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rollupOptions: { input: { console: here('index.html'), docs: here('docs/index.html') } },
  },
});
