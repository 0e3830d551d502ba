/** The built extension: its permissions cannot grow unnoticed. (Its sizes have budgets in scripts/sizes.ts.) */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOSTS } from '../../extension/sites/hosts';

const built = join(import.meta.dirname, '../../dist/extension/chrome-mv3');
const file = (name: string) => readFileSync(join(built, name));

describe('the built extension', () => {
  it('asks for these permissions and runs on these pages, nothing more', () => {
    const { version, ...manifest } = JSON.parse(file('manifest.json').toString());
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(manifest).toEqual({
      manifest_version: 3,
      name: 'Steelyard',
      description: 'Weighs buying intent and shows it beside the people you write with.',
      icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
      minimum_chrome_version: '123',
      permissions: ['storage', 'alarms', 'scripting', 'sidePanel'],
      optional_permissions: ['notifications'],
      commands: {
        'show-card': { suggested_key: { default: 'Alt+Shift+S' }, description: 'Show the card of who is on screen' },
      },
      host_permissions: ['http://127.0.0.1/*', 'https://mail.google.com/*'],
      optional_host_permissions: [
        'https://app.hubspot.com/*',
        'https://app-na2.hubspot.com/*',
        'https://app-na3.hubspot.com/*',
        'https://app-eu1.hubspot.com/*',
        'https://app-ap1.hubspot.com/*',
        'https://*.lightning.force.com/*',
        'https://*.pipedrive.com/*',
        'https://www.linkedin.com/*',
      ],
      content_security_policy: {
        extension_pages:
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' http://127.0.0.1:* ws://127.0.0.1:*",
      },
      background: { service_worker: 'background.js' },
      action: { default_title: 'Steelyard', default_popup: 'popup.html' },
      options_ui: { open_in_tab: true, page: 'options.html' },
      side_panel: { default_path: 'sidepanel.html' },
      content_scripts: [
        { matches: ['https://mail.google.com/*'], js: ['content-scripts/gmail.js'], run_at: 'document_end' },
        { matches: ['http://127.0.0.1/console/*'], js: ['content-scripts/pairing.js'] },
      ],
    });
  });

  it('has its icons', () => {
    expect([16, 32, 48, 128].filter((size) => !existsSync(join(built, `icon/${size}.png`)))).toEqual([]);
  });

  it.each([...HOSTS.map(({ script }) => script), 'card.js'])(
    'keeps schemas and the database out of the hosts’ pages: %s',
    (script) => {
      expect(file(script).toString()).not.toMatch(/indexedDB|~standard|~run/);
    },
  );
});
