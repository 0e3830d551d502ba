/** One attempt: a signed POST (Standard Webhooks 1.0) that follows no redirect, waits 15 s at most and keeps nothing of the answer's body. */
import type { Delivery } from '../../../shared/wire';
import { VERSION } from '../../version';
import type { Target } from '../workspace/webhooks';
import type { Due } from './deliveries';
import { restAfter } from './schedule';

/** Longest wait for an answer (ms). */
const PATIENCE = 15_000;

type Letter = Pick<Due, 'id' | 'body'>;
export interface Sent {
  status: number | null;
  error: Delivery['error'];
  /** ms until the answer */
  took: number;
  /** How long (ms) the other end asks to be left alone. */
  rest: number;
}

/** In: where to and the secrets that are good now, a message, now (ms). Out: what came of it; it never throws. */
export async function post({ url, secrets }: Target, { id, body }: Letter, now: number): Promise<Sent> {
  const timestamp = String(Math.floor(now / 1000));
  const signatures = await Promise.all(secrets.map((secret) => signature(secret, `${id}.${timestamp}.${body}`)));
  const headers = {
    'content-type': 'application/json',
    'user-agent': `Steelyard/${VERSION}`,
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    const took = Date.now() - now;
    await answer.body?.cancel();
    const isRedirect = answer.status >= 300 && answer.status < 400;
    const rest = answer.ok ? 0 : restAfter(answer.headers.get('retry-after'), now);
    return { status: answer.status, error: isRedirect ? 'redirect' : null, took, rest };
  } catch (thrown) {
    const isTimeout = thrown instanceof Error && thrown.name === 'TimeoutError';
    return { status: null, error: isTimeout ? 'timeout' : 'unreachable', took: Date.now() - now, rest: 0 };
  }
}

/** In: a secret (`whsec_` and base64), a text. Out: `v1,` and its HMAC-SHA-256 in base64. */
async function signature(secret: string, text: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.replace('whsec_', '')), (char) => char.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text));
  return `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`;
}
