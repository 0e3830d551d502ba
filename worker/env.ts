/** What the platform binds to the Worker (wrangler.toml), by name. */
import type { RpcTarget } from 'cloudflare:workers';
import type { Ledger } from './objects/ledger';
import type { Webhook } from './objects/webhook';
import type { Workspace } from './objects/workspace';

/** A class of objects as its callers see it: every method answers later. (The platform's own type turns tuples into arrays; what travels keeps them.) */
interface Objects<T> {
  idFromName(name: string): DurableObjectId;
  get(id: DurableObjectId): Remote<T>;
  jurisdiction(name: 'eu'): Objects<T>;
}
export type Remote<T> = {
  [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : T[K] extends RpcTarget
      ? Remote<T[K]>
      : never;
};

export interface Env {
  ASSETS: Fetcher;
  KV: KVNamespace;
  LEDGER: Objects<Ledger>;
  WORKSPACE: Objects<Workspace>;
  WEBHOOK: Objects<Webhook>;
  /** How many requests a site takes from one network (429), and how many of a visitor or a network are a person's (evidence). */
  CAPTURE_LIMIT?: RateLimit;
  BURST_LIMIT?: RateLimit;
  /** How many requests one key may make from one network, and how many a network may make without a valid key (429). */
  API_LIMIT?: RateLimit;
  DOOR_LIMIT?: RateLimit;
  /** SHA-256 (hex) of the first administrator's key, and the first site's public key: what an empty state begins with. */
  ADMIN_KEY_HASH: string;
  SITE_KEY: string;
  /** Where people's data must stay; absent: wherever the platform puts it. */
  JURISDICTION?: 'eu';
  /** '1' on a laptop where webhooks may point at it and its network. */
  ALLOW_PRIVATE_TARGETS?: string;
  /** Who is asked where a webhook's name leads (application/dns-json); absent on a laptop, whose runtime looks itself. */
  DNS_OVER_HTTPS?: string;
}

/** In: the bindings. Out: the one control-plane object of the installation. */
export const workspaceOf = (env: Env): Remote<Workspace> => objectNamed(env, env.WORKSPACE, 'workspace');

/** In: the bindings, a ledger's name from the bucket map. Out: that ledger. */
export const ledgerNamed = (env: Env, name: string): Remote<Ledger> => objectNamed(env, env.LEDGER, name);

/** In: the bindings, a webhook's id. Out: the object that delivers to it. */
export const webhookNamed = (env: Env, id: string): Remote<Webhook> => objectNamed(env, env.WEBHOOK, id);

/** The objects of a jurisdiction are other ones than those of the same names outside. */
function objectNamed<T>({ JURISDICTION }: Env, objects: Objects<T>, name: string): Remote<T> {
  const own = JURISDICTION === undefined ? objects : objects.jurisdiction(JURISDICTION);
  return own.get(own.idFromName(name));
}
