/** `npm run deploy`: builds and puts the Worker on the platform's network, with keys of its own that only you hold. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from './build.ts';
import { keysIn } from './installation.ts';

const state = join(root, '.steelyard/production');
const isRehearsal = process.argv.includes('--dry-run');

if (!isRehearsal && /^id = "0+"/m.test(readFileSync(join(root, 'wrangler.toml'), 'utf8'))) {
  console.error(
    'Make a KV namespace first (`npx wrangler kv namespace create steelyard`) and put its id into wrangler.toml.',
  );
  process.exit(1);
}
await build();
const keys = keysIn(state);
const adminKeyHash = createHash('sha256').update(keys.secretKey).digest('hex');
const variables = ['--var', `ADMIN_KEY_HASH:${adminKeyHash}`, '--var', `SITE_KEY:${keys.siteKey}`];
const { status } = spawnSync('wrangler', ['deploy', ...variables, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
if (status === 0 && !isRehearsal) console.log(`Your keys are in ${join(state, 'keys.json')}; keep that file.`);
process.exit(status ?? 1);
