/** What an installation says of everybody at given moments: to be compared with what another program, or a restored copy, says. */
import type { Body } from '../edge.ts';

/** A GET with the secret key. */
export type Get = (path: string) => Promise<Body>;

export interface Standing {
  /** Score and receipt by key, moment and version of the model. */
  scores: Record<string, Body>;
  /** Ids of the touches by lead, newest first. */
  timelines: Record<string, string[]>;
  /** What every source and every outcome says, by lead. */
  records: Record<string, Body['record']>;
}

const UNSCORED = ['no_touches', 'opted_out', 'suppressed_as_spam'];

/** In: how to ask, the moments (ms), the versions of the model. Out: what is said of every lead and every account. */
export async function standingOf(get: Get, moments: number[], models: number[]): Promise<Standing> {
  const leads = (
    await Promise.all(['', ...UNSCORED.map((cause) => `&unscored=${cause}`)].map((more) => queue(get, more)))
  ).flat();
  const keys = [
    ...leads.map(({ id }) => `lead=${id}`),
    ...new Set(leads.flatMap(({ account }) => (account === null ? [] : [`domain=${account}`]))),
  ];
  const asked = keys.flatMap((key) => moments.flatMap((at) => models.map((model) => `${key}&at=${at}&model=${model}`)));
  return {
    scores: await each(asked, (query) => get(`/v1/scores?${query}`)),
    timelines: await each(
      leads.map(({ id }) => id),
      (id) => timeline(get, id),
    ),
    records: await each(
      leads.map(({ id }) => id),
      async (id) => (await get(`/v1/leads/${id}`)).record,
    ),
  };
}

/** In: a standing. Out: its figures alone, by which scores are told apart; words may get better. */
export function figuresOf({ scores, timelines, records }: Standing) {
  return {
    scores: Object.fromEntries(Object.entries(scores).map(([key, body]) => [key, figures(body)])),
    timelines,
    records,
  };
}

function figures({ score, unscored, spam, account }: Body) {
  if (score === undefined) return { unscored, spam: spam?.verdict };
  const { balance, points, priority, reasons } = score;
  return {
    ...{ balance, points, priority, spam: score.spam.verdict },
    reasons: reasons.map(({ axis, rule, points, peak, lostToDecay, touches }) => [
      axis,
      rule,
      points,
      peak,
      lostToDecay,
      touches,
    ]),
    ...(account === undefined ? {} : { account: rollUp(account) }),
  };
}

const rollUp = ({ value, people, engaged, lines }: Body['account']) => ({
  ...{ value, people, engaged },
  lines: lines.map(({ part, points }) => [part, points]),
});

async function queue(get: Get, more: string) {
  const { leads } = await get(`/v1/leads?limit=200${more}`);
  return leads.map(({ lead }) => lead);
}

async function timeline(get: Get, id: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Body = await get(`/v1/leads/${id}/timeline?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`);
    ids.push(...page.touches.map((touch) => touch.id));
    cursor = page.cursor;
  }
  return ids;
}

async function each<T>(keys: string[], answer: (key: string) => Promise<T>): Promise<Record<string, T>> {
  const entries: [string, T][] = [];
  for (const key of keys.toSorted()) entries.push([key, await answer(key)]);
  return Object.fromEntries(entries);
}
