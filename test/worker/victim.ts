/** An installation in a process of its own, to be killed in the middle of its work and started again on the same state. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { root } from '../../scripts/build.ts';
import type { Keys } from '../../scripts/installation.ts';

export class Victim {
  readonly state = mkdtempSync(join(tmpdir(), 'steelyard-kill-'));
  url = '';
  private server: ChildProcess | undefined;
  private readonly own: Record<string, string>;

  /** `own`: environment of its own. */
  constructor(own: Record<string, string> = {}) {
    this.own = own;
  }

  get keys(): Keys {
    return JSON.parse(readFileSync(join(this.state, 'keys.json'), 'utf8'));
  }

  /** Starts it, on a port that no connection of before leads to, and waits until it answers. */
  async start(): Promise<void> {
    this.url = `http://127.0.0.1:${await freePort()}`;
    const env = { ...process.env, ...this.own, PORT: new URL(this.url).port, STEELYARD_STATE: this.state };
    this.server = spawn(process.execPath, [join(root, 'scripts/serve.ts')], { env, stdio: 'ignore' });
    const isReady = () =>
      fetch(`${this.url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      );
    await expect.poll(isReady, { timeout: 20_000, interval: 100 }).toBe(true);
  }

  /** `kill -9`. */
  kill(): void {
    this.server?.kill('SIGKILL');
  }

  /** Ends it and removes its state. */
  end(): void {
    this.server?.kill();
    rmSync(this.state, { recursive: true, force: true });
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
