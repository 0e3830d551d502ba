/** The crowd of the trial: people with browsers of their own, browsers that two share, facts from servers; and who must have which touch in the end. */

const BATCH = 20;
/** Moments lie so far apart (ms). */
const STEP = 10;

export interface Request {
  path: '/v1/events' | '/v1/touches';
  body: object;
}
export interface Crowd {
  requests: Request[];
  /** Address → the ids of the person's touches. */
  expected: Map<string, Set<string>>;
  events: number;
}

/** In: about how many events, now (ms). Out: the requests, in an order that mixes everybody, and what must come of them. */
export function crowdOf(total: number, now: number): Crowd {
  const people = Math.max(12, Math.round(total / 100));
  const email = (i: number) => `p${i % people}@company-${(i % people) % Math.ceil(people / 3)}.example`;
  const expected = new Map(Array.from({ length: people }, (_, i) => [email(i), new Set<string>()]));
  const requests: Request[] = [];
  const begin = now - 3_600_000 - total * STEP;
  let events = 0;
  for (let turn = 0; events < total; turn++) {
    const person = turn % people;
    const at = begin + turn * BATCH * STEP;
    const isShared = turn % 5 === 0;
    const ids = Array.from({ length: BATCH }, (_, n) => `t${turn}-${n}`);
    for (const id of ids) expected.get(email(person))?.add(id);
    events += BATCH;
    if (turn % 7 === 0) {
      const touches = ids.map((id, n) => ({
        ...{ id, email: email(person), type: 'webinar_attended' },
        occurredAt: at + n * STEP,
      }));
      requests.push({ path: '/v1/touches', body: { touches } });
      continue;
    }
    // Neighbours share a browser: whoever said last who they are, is who sits there.
    const visitor = isShared ? `shared-${person >> 1}` : `own-${person}`;
    const said = { type: 'identified', email: email(person) };
    const views = ids.map((id, n) => ({
      ...(n === 0 ? said : { type: 'page_viewed', url: '/about' }),
      ...{ id, occurredAt: at + n * STEP },
    }));
    requests.push({ path: '/v1/events', body: { visitor, events: views } });
  }
  return { requests, expected, events };
}
