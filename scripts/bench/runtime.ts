/** The bare runtime with the built Worker, an empty Hono handler beside it, and KV as a map in memory. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build as esbuild } from 'esbuild';
import { root } from '../build.ts';
import { COMPATIBILITY_DATE } from '../installation.ts';

export interface Bench {
  /** Where the Worker and the empty handler listen. */
  ports: { worker: number; empty: number };
  secretKey: string;
  siteKey: string;
  /** CPU that the runtime has used so far (µs). */
  cpu(): number;
  /** Memory that the runtime has now (MB). */
  memory(): number;
  stop(): Promise<void>;
}

const PORTS = { worker: 18787, empty: 18788 };
const EMPTY = "import { Hono } from 'hono'; export default new Hono().all('*', (c) => c.json({ ok: true }));";
const KV = `const map = new Map();
export default { async fetch(request) {
  const key = new URL(request.url).pathname;
  if (request.method === 'PUT') { map.set(key, await request.text()); return new Response(null); }
  return map.has(key) ? new Response(map.get(key)) : new Response(null, { status: 404 });
} };`;

/** Out: the runtime, ready. It listens on the loopback only and keeps its state in a folder that `stop` removes. */
export async function startBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'steelyard-bench-'));
  const secretKey = `sk_bench_${randomBytes(32).toString('base64url')}`;
  const siteKey = 'pk_bench';
  mkdirSync(join(folder, 'state'));
  const empty = await esbuild({
    stdin: { contents: EMPTY, resolveDir: root },
    bundle: true,
    format: 'esm',
    write: false,
  });
  writeFileSync(join(folder, 'empty.js'), empty.outputFiles[0]?.contents ?? '');
  writeFileSync(join(folder, 'kv.js'), KV);
  writeFileSync(join(folder, 'worker.js'), readFileSync(join(root, 'dist/worker/index.js')));
  writeFileSync(
    join(folder, 'config.capnp'),
    configOf(join(folder, 'state'), createHash('sha256').update(secretKey).digest('hex'), siteKey),
  );
  const runtime = spawn(join(root, 'scripts/runtime.sh'), ['serve', '--experimental', join(folder, 'config.capnp')], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await ready(runtime);
  const stop = async () => {
    runtime.kill('SIGKILL');
    await new Promise((resolve) => runtime.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    ports: PORTS,
    secretKey,
    siteKey,
    cpu: () => cpuOf(runtime.pid ?? 0),
    memory: () => memoryOf(runtime.pid ?? 0),
    stop,
  };
}

async function ready(runtime: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100 && runtime.exitCode === null; tries++) {
    const isUp = await fetch(`http://127.0.0.1:${PORTS.worker}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The runtime did not start.');
}

/** Linux counts a process's CPU in ticks of 10 ms. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0;
  return Math.round(Number(kilobytes) / 1024);
}

const configOf = (state: string, adminKeyHash: string, siteKey: string): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = .worker), (name = "empty", worker = .empty), (name = "kv", worker = .kv),
    (name = "internet", network = (allow = ["public", "private"])),
    (name = "disk", disk = (path = "${state}", writable = true)),
  ],
  sockets = [
    (name = "worker", address = "127.0.0.1:${PORTS.worker}", http = (), service = "worker"),
    (name = "empty", address = "127.0.0.1:${PORTS.empty}", http = (), service = "empty"),
  ],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "${COMPATIBILITY_DATE}",
  bindings = [
    (name = "KV", kvNamespace = "kv"),
    (name = "ASSETS", service = "empty"),
    (name = "LEDGER", durableObjectNamespace = "Ledger"),
    (name = "WORKSPACE", durableObjectNamespace = "Workspace"),
    (name = "WEBHOOK", durableObjectNamespace = "Webhook"),
    (name = "ALLOW_PRIVATE_TARGETS", text = "1"),
    (name = "ADMIN_KEY_HASH", text = "${adminKeyHash}"),
    (name = "SITE_KEY", text = "${siteKey}"),
  ],
  durableObjectNamespaces = [
    (className = "Ledger", uniqueKey = "ledger", enableSql = true),
    (className = "Workspace", uniqueKey = "workspace", enableSql = true),
    (className = "Webhook", uniqueKey = "webhook", enableSql = true),
  ],
  durableObjectStorage = (localDisk = "disk"),
);
const empty :Workerd.Worker = (modules = [(name = "empty.js", esModule = embed "empty.js")], compatibilityDate = "${COMPATIBILITY_DATE}");
const kv :Workerd.Worker = (modules = [(name = "kv.js", esModule = embed "kv.js")], compatibilityDate = "${COMPATIBILITY_DATE}");
`;
