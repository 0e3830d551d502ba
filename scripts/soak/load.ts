/** A steady load as browsers make it: batches of ten events of many visitors, some of whom say who they are. */
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

export interface Load {
  /** Out: events that were acknowledged so far. */
  acknowledged(): number;
  /** Ends the load when all that was sent is answered. */
  stop(): Promise<Sent>;
}
export interface Sent {
  acknowledged: number;
  /** How long each acknowledgement took (ms). */
  latencies: number[];
  /** In: the secret key. Out: how many events the installation holds. */
  count(secretKey: string): Promise<number>;
}

const BATCH = 10;
const VISITORS = 500;

/** In: an installation, its public key, events a second. Sends at that pace whatever the answers take, as visitors would. */
export function startLoad(url: string, siteKey: string, perSecond: number): Load {
  const latencies: number[] = [];
  const open = new Set<Promise<void>>();
  let acknowledged = 0;
  let n = 0;
  const send = async () => {
    const { body, size } = batchOf(siteKey, n++);
    const started = performance.now();
    const answer = await fetch(`${url}/v1/events`, { method: 'POST', body });
    await answer.text();
    if (answer.status !== 202) throw new Error(`the load was answered ${answer.status}`);
    latencies.push(performance.now() - started);
    acknowledged += size;
  };
  const timer = setInterval(
    () => {
      const one: Promise<void> = send().finally(() => open.delete(one));
      open.add(one);
    },
    (1000 * BATCH) / perSecond,
  );
  const stop = async (): Promise<Sent> => {
    clearInterval(timer);
    await Promise.all(open);
    return { acknowledged, latencies, count: (secretKey) => stored(url, secretKey) };
  };
  return { acknowledged: () => acknowledged, stop };
}

/** Every tenth visitor is known from their first batch on. */
function batchOf(key: string, n: number): { body: string; size: number } {
  const now = Date.now();
  const visitor = n % VISITORS;
  const views = Array.from({ length: BATCH }, (_, i) => ({
    ...{ id: `s-${n}-${i}`, type: 'page_viewed', occurredAt: now - i * 1000 },
    ...{
      url: i === 0 ? 'https://acme.example/pricing' : 'https://acme.example/products',
      title: 'Scales',
      referrer: '',
    },
  }));
  const isNamed = n < VISITORS && visitor % 10 === 0;
  const who = {
    id: `s-${n}-who`,
    type: 'identified',
    occurredAt: now,
    email: `soak${visitor}@company${visitor % 70}.example`,
  };
  const events = isNamed ? [...views, who] : views;
  return { body: JSON.stringify({ key, visitor: `v-soak-${visitor}`, sentAt: now, events }), size: events.length };
}

async function stored(url: string, secretKey: string): Promise<number> {
  const answer = await fetch(`${url}/v1/admin/backup`, { headers: { authorization: `Bearer ${secretKey}` } });
  let rows = 0;
  for await (const line of createInterface({ input: Readable.from(answer.body ?? []) }))
    rows += /^\{"in":"[^"]+","table":"events"/.test(line) ? 1 : 0;
  return rows;
}
