/** A bounded load on the loopback, and what it cost the runtime. */
import { Agent, request } from 'node:http';
import type { Bench } from './runtime.ts';

/** A request as it is sent. */
export interface Call {
  method: string;
  path: string;
  body: string;
  headers: Record<string, string>;
}
/** A row of the bench: what it prepares once, and the request that it then makes. */
export interface Row {
  name: string;
  goal?: string;
  target?: 'empty';
  /** How many things a request carries; absent: one. */
  carries?: number;
  prepare?: (bench: Bench) => Promise<void>;
  request: (bench: Bench) => Call;
}

export interface Sample {
  perSecond: number;
  /** µs of the runtime's CPU per request. */
  cpuMicros: number;
}

const CONNECTIONS = 16;

/** In: the runtime, a row, for how long (ms). Out: throughput and CPU per request. Errors: an answer that is no success. */
export async function measure(bench: Bench, row: Row, ms: number): Promise<Sample> {
  const cpuBefore = bench.cpu();
  const started = performance.now();
  let done = 0;
  // A connection that rests while other rows are measured may be closed under the next request.
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const sender = async () => {
    while (performance.now() - started < ms) {
      await send(bench, row, agent);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sender));
  agent.destroy();
  const seconds = (performance.now() - started) / 1000;
  return { perSecond: done / seconds, cpuMicros: (bench.cpu() - cpuBefore) / done };
}

/** Sends one request of a row. Errors: an answer that is no success. */
export function send(bench: Bench, row: Pick<Row, 'request' | 'target'>, agent?: Agent): Promise<void> {
  const { method, path, body, headers } = row.request(bench);
  const port = row.target === 'empty' ? bench.ports.empty : bench.ports.worker;
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        ...(agent === undefined ? {} : { agent }),
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (answer) => {
        answer.resume();
        const isGood = (answer.statusCode ?? 500) < 300;
        answer.on('end', () =>
          isGood ? resolve() : reject(new Error(`${method} ${path} answered ${answer.statusCode}`)),
        );
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
