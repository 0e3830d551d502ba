/** `npm start`: builds what changed, serves the product on this machine, says where to look, and leaves nothing running. */
import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { findBrowser } from './browser.ts';
import { build, root } from './build.ts';
import { type Installation, startInstallation } from './installation.ts';
import { watchLineage } from './lineage.ts';

const state = resolve(root, process.env.STEELYARD_STATE ?? '.steelyard');
const port = Number(process.env.PORT ?? 8787);
const extension = join(root, 'dist/extension/chrome-mv3');

if (await build()) console.log('Built snippet, console, extension and Worker.');
const installation = await start();

console.log(`Steelyard is running on ${installation.url} (state in ${state}); Ctrl-C stops it.
  demo site   ${installation.url}/demo/
  console     ${installation.url}/console/  (sign in with the secret key in ${join(state, 'keys.json')})
  API         ${installation.url}/docs
  extension   load unpacked in chrome://extensions: ${extension}`);

const health = await fetch(`${installation.url}/healthz`);
if (health.status === 503) console.error(`It answers no calls: ${(await health.json()).detail}`);

const browser = process.argv.includes('--browser') ? await openBrowser(installation) : undefined;
const isAttended = watchLineage();
const watch = setInterval(() => void check(), 500);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

/** A server that was killed a moment ago may still hold the port: then tries again for a few seconds. */
async function start(): Promise<Installation> {
  for (let tries = 1; ; tries++) {
    try {
      return await startInstallation(state, port, process.env.ALLOW_PRIVATE_TARGETS === '1');
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'ERR_ADDRESS_IN_USE';
      if (!isTaken || tries === 5) {
        console.error(isTaken ? `Port ${port} is in use; set PORT to another one.` : error);
        process.exit(1);
      }
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}

async function stop(code: number): Promise<void> {
  clearInterval(watch);
  browser?.kill();
  await installation.stop();
  process.exit(code);
}

/** Who started us is gone, or the runtime is: then so are we. A busy runtime is not a dead one. */
async function check(): Promise<void> {
  if (!isAttended()) await stop(0);
  const isDead = await fetch(installation.url, { method: 'HEAD', redirect: 'manual' }).then(
    () => false,
    ({ cause }) => cause?.code === 'ECONNREFUSED',
  );
  if (!isDead) return;
  console.error('The runtime has stopped; start Steelyard again.');
  await stop(1);
}

/** A browser with the extension loaded, signed in to the console, which then connects the extension by itself. */
async function openBrowser({ url, keys }: Installation) {
  const path = findBrowser();
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  if (path === undefined || !hasDisplay) {
    console.log(`No ${hasDisplay ? 'Chromium or Chrome' : 'display'} found; load the extension by hand.`);
    return undefined;
  }
  const answer = await fetch(`${url}/v1/sessions/tickets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${keys.secretKey}` },
  });
  const { ticket }: { ticket: string } = await answer.json();
  const flags = [
    `--user-data-dir=${join(state, 'browser')}`,
    `--load-extension=${extension}`,
    '--disable-features=DisableLoadExtensionCommandLineSwitch',
    '--no-first-run',
    '--no-default-browser-check',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  return spawn(
    path,
    [...flags, `${url}/console/#${new URLSearchParams({ ticket, to: '/connect?auto=1' })}`, `${url}/demo/`],
    {
      stdio: 'ignore',
    },
  );
}
