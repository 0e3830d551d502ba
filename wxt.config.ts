/** How the browser extension is built: one small manifest, no auto-imports, Preact's JSX. */
import { defineConfig } from 'wxt';
import { HOSTS } from './extension/sites/hosts';

/** Where the API answers. A match pattern has no port, so the host permission covers every port of that host. */
const origin = new URL(process.env.STEELYARD_ORIGIN ?? 'http://127.0.0.1:8787');
const api = `${origin.protocol}//${origin.hostname}/*`;

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: 'dist/extension',
  imports: false,
  manifestVersion: 3,
  manifest: {
    name: 'Steelyard',
    description: 'Weighs buying intent and shows it beside the people you write with.',
    minimum_chrome_version: '123',
    permissions: ['storage', 'alarms', 'scripting'],
    // Asked for when the rep wishes to be notified.
    optional_permissions: ['notifications'],
    host_permissions: [api, 'https://mail.google.com/*'],
    // Each is asked for by itself, when the rep allows that host.
    optional_host_permissions: HOSTS.filter(({ id }) => id !== 'gmail').flatMap(({ origins }) => origins),
  },
  vite: () => ({
    define: { 'import.meta.env.STEELYARD_ORIGIN': JSON.stringify(origin.origin) },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      reportCompressedSize: false,
      target: ['chrome123', 'firefox140'],
      // The schemas' own builders: without this word the bundler keeps every schema of a module of which one constant is used.
      rolldownOptions: {
        treeshake: { propertyReadSideEffects: false },
      },
    },
    logLevel: 'warn',
  }),
});
