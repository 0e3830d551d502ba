/** A server of its own process, which can be killed as a power cut would. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../build.ts';
import type { Keys } from '../installation.ts';

export class Server {
  readonly url: string;
  private readonly state = mkdtempSync(join(tmpdir(), 'steelyard-trial-'));
  private readonly port: number;
  private child: ChildProcess | undefined;

  private constructor(port: number) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<Server> {
    const server = new Server(await freePort());
    await server.begin();
    return server;
  }

  get keys(): Keys {
    return JSON.parse(readFileSync(join(this.state, 'keys.json'), 'utf8'));
  }

  /** `kill -9`, and a start on the same state. */
  async crash(): Promise<void> {
    this.child?.kill('SIGKILL');
    await this.begin();
  }

  stop(): void {
    this.child?.kill();
    if (process.env.TRIAL_KEEP === undefined) rmSync(this.state, { recursive: true, force: true, maxRetries: 5 });
    else console.log(this.state);
  }

  /** A call with the secret key. Errors: what fetch throws; an answer above 299. */
  async api<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers = { authorization: `Bearer ${this.keys.secretKey}`, 'content-type': 'application/json' };
    const answer = await fetch(this.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}`);
    return answer.json();
  }

  private async begin(): Promise<void> {
    const env = { ...process.env, PORT: String(this.port), STEELYARD_STATE: this.state };
    this.child = spawn(process.execPath, [join(root, 'scripts/serve.ts')], {
      env,
      stdio: process.env.TRIAL_LOG === undefined ? 'ignore' : 'inherit',
    });
    for (let tries = 0; tries < 300; tries++) {
      const isReady = await fetch(`${this.url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isReady) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the server does not come up');
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
