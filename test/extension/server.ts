/** The other side for the extension's tests: a server in a function, a socket in our hand, a browser's memory. */
import { vi } from 'vitest';
import type { Session } from '../../extension/settings';
import type { Snapshot } from '../../shared/score';
import { LOOKUP_KEY, MODEL } from './people';

interface Call {
  path: string;
  body: unknown;
  headers: Record<string, string>;
}
const TOUCH = { id: 't', type: 'pricing_viewed', occurredAt: '2026-11-22T11:00:00.000Z', source: 'site' };
const COMPANY = { people: 2, engaged: 1, value: 3, bestLeads: [{ lead: { id: 'ld_bob', name: 'Bob' } }] };

/** A server in a function: knows some people, answers what the contract says, or nothing at all. */
export class Server {
  calls: Call[] = [];
  people = new Map<string, Snapshot>();
  model = MODEL;
  status: (path: string) => number | 'down' = () => 200;

  to = (path: string) => this.calls.filter((call) => call.path === path);
  fetch: typeof globalThis.fetch = async (input, init) => {
    const path = String(input).replace('http://127.0.0.1:8787', '');
    const body: unknown = init?.body === undefined ? undefined : JSON.parse(String(init.body));
    const headers = Object.fromEntries(new Headers(init?.headers));
    this.calls.push({ path, body, headers });
    const status = this.status(path);
    if (status === 'down') throw new TypeError('no network');
    return Response.json(status < 300 ? this.answer(path, body) : { title: 'No', detail: `no to ${path}` }, { status });
  };

  /** By the hash of an address, by id, or by another name (`hubspot:123:42`). */
  private known(key: Record<string, string>): Snapshot | undefined {
    const [[kind = '', value = ''] = []] = Object.entries(key);
    if (kind === 'lead') return [...this.people.values()].find(({ lead }) => lead.id === value);
    return this.people.get(kind === 'emailHash' ? value : `${kind}:${value}`);
  }

  private answer(path: string, body: unknown): unknown {
    if (path === '/v1/pairings/claim')
      return { token: 'tok', lookupKey: LOOKUP_KEY, rep: { id: 'rep_1', name: 'Rita' }, workspace: 'ws_1' };
    if (path === '/v1/models')
      return {
        models: [
          { version: 1, status: 'archived', model: {} },
          { version: this.model.version, status: 'published', model: this.model },
        ],
      };
    if (path === '/v1/live/tickets') return { ticket: 'once', expiresAt: '2026-11-22T12:00:30.000Z' };
    if (path.startsWith('/v1/accounts/')) return { account: { ...COMPANY, domain: path.split('/')[3] } };
    if (path.includes('/history')) return { history: [{ at: 'x' }, { at: 'y', points: { value: 12 } }] };
    if (path.includes('/timeline')) return { touches: [TOUCH], cursor: null };
    if (path.startsWith('/v1/leads/')) return { trend: null, record: { aliases: ['linkedin:ada'], outcomes: [] } };
    if (path.startsWith('/v1/leads'))
      return { leads: [...this.people.values()].map((snapshot) => ({ snapshot })), cursor: null };
    const keys: Record<string, string>[] = Object(body).keys ?? [];
    return { scores: keys.map((key) => ({ unscored: 'unknown_lead', snapshot: this.known(key) })) };
  }
}

export class Socket {
  static readonly OPEN = 1;
  static all: Socket[] = [];
  readyState = 0;
  onopen = () => {};
  onclose = () => {};
  onmessage = (_: { data: string }) => {};
  send = vi.fn();
  constructor(readonly url: string) {
    Socket.all.push(this);
  }
  open() {
    this.readyState = Socket.OPEN;
    this.onopen();
  }
  close() {
    this.readyState = 3;
    this.onclose();
  }
  say(message: object) {
    this.onmessage({ data: JSON.stringify(message) });
  }
}
export function memory(): Session {
  const items = new Map<string, unknown>();
  return {
    get: async (key) => ({ [key]: items.get(key) }),
    set: async (more) => {
      for (const [key, value] of Object.entries(more)) items.set(key, value);
    },
    remove: async (key) => void items.delete(key),
  };
}
