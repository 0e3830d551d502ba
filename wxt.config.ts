/** How the browser extension is built: one small manifest, no auto-imports, Preact's JSX. */
import { defineConfig } from 'wxt';
import { HOSTS } from './extension/sites/hosts';

/** Where the API answers. A match pattern has no port, so the host permission covers every port of that host. */
const origin = new URL(process.env.STEELYARD_ORIGIN ?? 'http://127.0.0.1:8787');
const api = `${origin.protocol}//${origin.hostname}/*`;
/** Nothing but what is in the package, and the API. Firefox's own policy would turn a socket on this machine into one that is not there. */
const connect = `${origin.protocol}//${origin.hostname}:* ${origin.protocol.replace('http', 'ws')}//${origin.hostname}:*`;
const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ${connect}`;

/** What Mozilla's store asks: names of people on records, and outcomes, go to the workspace's own server (docs/store/privacy.md). */
const GECKO = {
  id: 'extension@steelyard.example',
  strict_min_version: '140.0',
  data_collection_permissions: { required: ['personallyIdentifyingInfo'] },
};

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: 'dist/extension',
  imports: false,
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: 'Steelyard',
    description: 'Weighs buying intent and shows it beside the people you write with.',
    permissions: ['storage', 'alarms', 'scripting'],
    commands: {
      'show-card': { suggested_key: { default: 'Alt+Shift+S' }, description: 'Show the card of who is on screen' },
    },
    // Asked for when the rep wishes to be notified.
    optional_permissions: ['notifications'],
    host_permissions: [api, 'https://mail.google.com/*'],
    // Each is asked for by itself, when the rep allows that host.
    optional_host_permissions: HOSTS.filter(({ id }) => id !== 'gmail').flatMap(({ origins }) => [...origins]),
    content_security_policy: { extension_pages: policy },
    ...(browser === 'firefox' ? { browser_specific_settings: { gecko: GECKO } } : { minimum_chrome_version: '123' }),
  }),
  zip: {
    artifactTemplate: 'steelyard-{{version}}-{{browser}}.zip',
    sourcesTemplate: 'steelyard-{{version}}-sources.zip',
    // Mozilla builds it again from the sources: of these, the extension needs none.
    excludeSources: ['test/**', 'worker/**', 'snippet/**', 'docs/**', 'decisions/**', 'dist/**'],
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
