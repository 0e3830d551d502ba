/** The API as the extension calls it: one place for the token, the address and the parsing of answers. */
import * as v from 'valibot';
import { Model } from '../../shared/model';
import { Snapshot } from '../../shared/wire/answer';
import { Paired, TicketAnswer } from '../../shared/wire/live';
import { SelectorsAnswer } from '../../shared/wire/selectors';
import type { OutboxRow } from '../db';
import { TROUBLES } from '../english/surfaces';
import type { QueueWish } from '../messages';
import type { Pairing } from '../settings';
import { type Story, storyOf } from './story';

/** The server answered, but with no. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** A server that hangs is one that cannot be reached (ms). */
const HANGS = 8000;
/** With something old to show, nobody waits longer for the new (ms). */
export const PATIENCE = 1500;

/** In: how long to wait (ms; null: as long as it takes), a call. Out: its answer, or null when it fails or takes longer. */
export function within<T>(ms: number | null, call: Promise<T>): Promise<T | null> {
  const answer = call.catch(() => null);
  return ms === null
    ? answer
    : Promise.race([answer, new Promise<null>((resolve) => setTimeout(() => resolve(null), ms))]);
}

const ModelsAnswer = v.object({ models: v.array(v.object({ status: v.string(), model: v.unknown() })) });
const Problem = v.object({ title: v.string(), detail: v.optional(v.string()) });

/** Of a score we take what it can be computed from. */
const Held = v.object({ snapshot: v.optional(Snapshot) });
export type Held = v.InferOutput<typeof Held>;
const ScoresAnswer = v.object({ scores: v.array(Held) });
const QueueAnswer = v.object({ leads: v.array(Held), cursor: v.nullable(v.string()) });
/** Leads that are shown, and kept for when nobody answers, at a time. */
const QUEUE_PAGE = 100;

const text = v.nullable(v.string());
const UrgentAnswer = v.object({
  leads: v.array(
    v.object({
      lead: v.object({ id: v.string(), name: text, email: text, owner: text }),
      score: v.object({ summary: v.string() }),
    }),
  ),
});

/** A lead of the rep's own, or of nobody's. */
export interface UrgentLead {
  id: string;
  name: string;
  summary: string;
  tier: number;
}

export interface Api {
  /** In: keys as the API takes them, each `{ kind: value }`. */
  scores(keys: Record<string, string>[]): Promise<Held[]>;
  /** Out: leads whose name, address or company contains the words. */
  search(words: string): Promise<Held[]>;
  queue(wish: QueueWish): Promise<{ leads: Held[]; cursor: string | null }>;
  /** Out: the leads of a tier that are the rep's own, or nobody's. */
  urgent(tier: number): Promise<UrgentLead[]>;
  /** Out: the published model, or null when none is. */
  model(): Promise<Model | null>;
  /** In: an outcome and its key: the same key counts once. */
  outcome(row: OutboxRow): Promise<void>;
  /** In: a lead, its company's domain. */
  story(lead: string, domain: string | null): Promise<Story>;
  /** Out: corrected selectors and who has signed them, unproven; null when nothing is corrected. */
  selectors(): Promise<SelectorsAnswer['signed']>;
  /** Out: the address of the live socket, good for half a minute. */
  liveAddress(since: number | null): Promise<string>;
}

/** In: who we are, and a `fetch`. Out: the calls. Each rejects with `Refusal` on an answer that is a no, else as `fetch` does. */
export function openApi({ origin, token }: Pick<Pairing, 'origin' | 'token'>, fetch: typeof globalThis.fetch): Api {
  const call = async (path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const send = { method: 'POST', body: JSON.stringify(body) };
    const all = {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    const signal = AbortSignal.timeout(HANGS);
    const answer = await fetch(origin + path, { ...(body === undefined ? {} : send), headers: all, signal });
    return readAnswer(answer);
  };
  const leads = async (query: Record<string, string>) =>
    v.parse(QueueAnswer, await call(`/v1/leads?${new URLSearchParams({ ...query, snapshot: '1' })}`));
  return {
    scores: async (keys) => v.parse(ScoresAnswer, await call('/v1/scores', { keys, snapshot: true })).scores,
    search: async (words) => (await leads({ q: words.slice(0, 100), limit: '50' })).leads,
    queue: ({ tier, grade, isMine, sort, words, cursor }) => {
      const sla = sort === 'due' ? 'open' : null;
      const filters = { tier, grade, owner: isMine ? 'me' : null, sla, q: words.trim() || null, cursor };
      const said = Object.entries(filters).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
      return leads({ sort, limit: String(QUEUE_PAGE), ...Object.fromEntries(said) });
    },
    urgent: async (tier) => {
      const ask = async (owner: Record<string, string>) => {
        const query = new URLSearchParams({ tier: String(tier), limit: '200', ...owner });
        return v.parse(UrgentAnswer, await call(`/v1/leads?${query}`)).leads;
      };
      const [own, all] = await Promise.all([ask({ owner: 'me' }), ask({})]);
      const ours = [...own, ...all.filter(({ lead }) => lead.owner === null)];
      return ours.map(({ lead: { id, name, email }, score }) => ({
        ...{ id, tier, name: name ?? email ?? id, summary: score.summary },
      }));
    },
    model: async () => {
      const { models } = v.parse(ModelsAnswer, await call('/v1/models'));
      const published = models.find(({ status }) => status === 'published');
      return published === undefined ? null : v.parse(Model, published.model);
    },
    outcome: async ({ key, lead, outcome, at, note }) => {
      await call('/v1/outcomes', { lead, outcome, at, note }, { 'idempotency-key': key });
    },
    selectors: async () => v.parse(SelectorsAnswer, await call('/v1/selectors')).signed,
    story: (lead, domain) => storyOf(call, lead, domain),
    liveAddress: async (since) => {
      const { ticket } = v.parse(TicketAnswer, await call('/v1/live/tickets', {}));
      const query = new URLSearchParams({ ticket, ...(since === null ? {} : { since: String(since) }) });
      return `${origin.replace(/^http/, 'ws')}/v1/live?${query}`;
    },
  };
}

/** In: the API's origin, the console's one-use code. Out: the pairing. The only call without a token. */
export async function claim(origin: string, code: string, fetch: typeof globalThis.fetch): Promise<Pairing> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${origin}/v1/pairings/claim`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ code }),
    signal: AbortSignal.timeout(HANGS),
  });
  return { ...v.parse(Paired, await readAnswer(answer)), origin };
}

async function readAnswer(answer: Response): Promise<unknown> {
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return body;
  const problem = v.safeParse(Problem, body);
  const reason = problem.success ? (problem.output.detail ?? problem.output.title) : TROUBLES.refused(answer.status);
  throw new Refusal(answer.status, reason);
}
