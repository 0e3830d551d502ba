/**
 * How much one network and one visitor send. Addresses are used and not stored: what is counted by is a keyed hash of an address's
 * prefix, another one every day.
 */
import { DAY } from '../shared/event';
import { keyedHash } from '../shared/id';
import type { Env } from './env';
import { Problem } from './problem';
import { settingsOf } from './published';

/** A network as it may be spoken of: by its hash. Null: this very machine, behind which everybody is the same. */
export type Network = string | null;

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** In: the bindings, a request's address by the platform's header (undefined: none is known), now (ms). Out: its network. */
export async function networkOf(env: Env, address: string | undefined, now: number): Promise<Network> {
  if (address === undefined || LOOPBACK.test(address)) return null;
  const { lookupKey } = await settingsOf(env);
  return (await keyedHash(crypto.subtle, lookupKey, `${Math.floor(now / DAY)} ${prefixOf(address)}`)).slice(0, 32);
}

/** In: a limit, a network, what of it is counted. Errors: 429 when that is too much. */
export async function keepRate(limit: RateLimit | undefined, network: Network, what: string): Promise<void> {
  if (limit === undefined || network === null) return;
  const { success } = await limit.limit({ key: `${what} ${network}` });
  if (!success) throw new Problem(429, 'Too many requests from this network.', { headers: { 'retry-after': '60' } });
}

/** In: who sends, from where. Out: whether that is more than a person, or the people of one network, make. */
export async function isBurst({ BURST_LIMIT }: Env, visitor: string, network: Network): Promise<boolean> {
  if (BURST_LIMIT === undefined || network === null) return false;
  const counted = [`visitor ${visitor}`, `network ${network}`].map((key) => BURST_LIMIT.limit({ key }));
  return (await Promise.all(counted)).some(({ success }) => !success);
}

/** In: an IP address. Out: its /24 (IPv4) or /48 (IPv6). */
function prefixOf(address: string): string {
  if (!address.includes(':')) return address.split('.').slice(0, 3).join('.');
  const [head = '', tail] = address.split('::');
  const groups = head.split(':');
  // "::" stands for as many zeros as are missing.
  const filled = tail === undefined ? groups : [...groups, '0', '0', '0'];
  return filled
    .slice(0, 3)
    .map((group) => Number.parseInt(group || '0', 16).toString(16))
    .join(':');
}
