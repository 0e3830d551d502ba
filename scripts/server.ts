/** A server as `npm start` runs it, in a process group of its own, that can be killed like a machine that loses its power. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './build.ts';
import type { Keys } from './installation.ts';

/** A start takes this long at most (ms). */
const PATIENCE = 30_000;

export class Server {
  readonly state = mkdtempSync(join(tmpdir(), 'steelyard-trial-'));
  url = '';
  private child: ChildProcess | undefined;
  private readonly own: Record<string, string>;

  /** `own`: environment of its own. Its state is an empty folder. */
  constructor(own: Record<string, string> = {}) {
    this.own = own;
  }

  get keys(): Keys {
    return JSON.parse(readFileSync(join(this.state, 'keys.json'), 'utf8'));
  }

  /** Starts it on its state, on a port that no connection of before leads to, and waits until it answers. */
  async start(): Promise<void> {
    this.url = `http://127.0.0.1:${await freePort()}`;
    const env = { ...process.env, ...this.own, PORT: new URL(this.url).port, STEELYARD_STATE: this.state };
    const stdio = process.env.TRIAL_LOG === undefined ? 'ignore' : 'inherit';
    this.child = spawn(process.execPath, [join(root, 'scripts/serve.ts')], { env, stdio, detached: true });
    const until = Date.now() + PATIENCE;
    while (!(await this.isUp())) {
      if (Date.now() > until) throw new Error('The server did not start.');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** `kill -9` for the server and the runtime at once. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await exit;
  }

  /** The same, and its state is removed. */
  async end(): Promise<void> {
    await this.kill();
    rmSync(this.state, { recursive: true, force: true, maxRetries: 5 });
  }

  /** A call with the secret key. Errors: what fetch throws; an answer above 299. */
  async api<T>(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<T> {
    const headers = { authorization: `Bearer ${this.keys.secretKey}`, 'content-type': 'application/json', ...more };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(this.url + path, { method, headers, ...sent });
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}`);
    return answer.json();
  }

  private isUp(): Promise<boolean> {
    return fetch(`${this.url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
