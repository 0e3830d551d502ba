/** One local installation: the built Worker in the platform's own runtime, its state in a folder. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import { root } from './build.ts';
import { compactErased } from './compact.ts';
import { sendOut } from './outbound.ts';

const deployment = readFileSync(join(root, 'wrangler.toml'), 'utf8');
/** The runtime's behaviour is that of this day, here and deployed. */
export const COMPATIBILITY_DATE = /^compatibility_date = "(.*)"/m.exec(deployment)?.[1] ?? '';
/** The same limits, too. */
const LIMIT = /^name = "(\w+)"\nnamespace_id = "(\d+)"\nsimple = \{ limit = (\d+), period = (10|60) \}/gm;
const limits = [...deployment.matchAll(LIMIT)].map(([, name, id, limit, period]) => {
  const simple = { limit: Number(limit), period: period === '10' ? (10 as const) : (60 as const) };
  return [name, { namespace_id: id ?? '', simple }];
});

export interface Keys {
  secretKey: string;
  siteKey: string;
}
export interface Installation {
  url: string;
  keys: Keys;
  stop(): Promise<void>;
}

/**
 * In: the state's folder, a port (0: any free one), whether webhooks may point at this machine and its network. Out: the running
 * installation. Makes `keys.json` (mode 600) on an empty state.
 */
export async function startInstallation(state: string, port: number, isPrivateAllowed = false): Promise<Installation> {
  const keys = keysIn(state);
  compactErased(state);
  const script = join(root, 'dist/worker/index.js');
  if (process.platform !== 'win32') process.env.MINIFLARE_WORKERD_PATH = join(root, 'scripts/runtime.sh');
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: 'steelyard',
      host: '127.0.0.1',
      port,
      cf: false,
      log: new Log(LogLevel.WARN),
      modules: [{ type: 'ESModule', path: script, contents: readFileSync(script, 'utf8') }],
      compatibilityDate: COMPATIBILITY_DATE,
      rootPath: root,
      resourcePersistencePath: state,
      kvNamespaces: ['KV'],
      ratelimits: Object.fromEntries(limits),
      durableObjects: {
        LEDGER: { className: 'Ledger', useSQLite: true },
        WORKSPACE: { className: 'Workspace', useSQLite: true },
        WEBHOOK: { className: 'Webhook', useSQLite: true },
      },
      bindings: {
        ADMIN_KEY_HASH: createHash('sha256').update(keys.secretKey).digest('hex'),
        SITE_KEY: keys.siteKey,
        ...(isPrivateAllowed ? { ALLOW_PRIVATE_TARGETS: '1' } : {}),
      },
      ...(isPrivateAllowed ? {} : { outboundService: sendOut }),
      assets: {
        directory: join(root, 'dist/assets'),
        binding: 'ASSETS',
        routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true },
        assetConfig: { html_handling: 'none' },
      },
    }),
  );
  const url = (await miniflare.ready).origin;
  return { url, keys, stop: () => miniflare.dispose() };
}

/** In: a folder. Out: the keys in its `keys.json`; makes both when there are none. */
export function keysIn(state: string): Keys {
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const file = join(state, 'keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const random = () => randomBytes(32).toString('base64url');
  const keys = {
    secretKey: `sk_${randomBytes(6).toString('hex')}_${random()}`,
    siteKey: `pk_${random().slice(0, 24)}`,
  };
  writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}
