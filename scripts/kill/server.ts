/** A server as `npm start` runs it, in a process group of its own, that can be killed like a machine that loses its power. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { root } from '../build.ts';
import type { Keys } from '../installation.ts';

/** A start takes this long at most (ms). */
const PATIENCE = 30_000;

export class Server {
  readonly url: string;
  private readonly state: string;
  private readonly port: number;
  private child: ChildProcess | undefined;

  private constructor(state: string, port: number) {
    this.state = state;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** In: a state folder. Out: a server on it, ready, on a free port that it keeps. */
  static async start(state: string): Promise<Server> {
    const server = new Server(state, await freePort());
    await server.start();
    return server;
  }

  get keys(): Keys {
    return JSON.parse(readFileSync(join(this.state, 'keys.json'), 'utf8'));
  }

  async start(): Promise<void> {
    const env = { ...process.env, PORT: String(this.port), STEELYARD_STATE: this.state };
    this.child = spawn(process.execPath, [join(root, 'scripts/serve.ts')], { env, stdio: 'ignore', detached: true });
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
