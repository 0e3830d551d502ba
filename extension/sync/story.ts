/** The story of a lead: how it moved, what happened last, what was said of it, its company. Asked for when a card is shown. */
import * as v from 'valibot';
import { OutcomeKind } from '../../shared/outcome';

/** So many days, one moment for each. */
const DAYS = 30;
const TOUCHES = 5;
/** How long a page was read says nothing that the visit does not say. */
const SILENT = 'page_engaged';

const Record = v.object({
  trend: v.nullable(v.object({ points: v.number(), balance: v.number() })),
  record: v.object({
    aliases: v.array(v.string()),
    outcomes: v.array(v.object({ outcome: OutcomeKind, at: v.string(), note: v.nullable(v.string()), by: v.string() })),
  }),
});
const History = v.object({
  history: v.array(v.object({ at: v.string(), points: v.optional(v.object({ value: v.number() })) })),
});
const Timeline = v.object({
  touches: v.array(
    v.object({ id: v.string(), type: v.string(), occurredAt: v.string(), title: v.optional(v.string()) }),
  ),
});
const Company = v.object({
  account: v.object({
    people: v.number(),
    engaged: v.number(),
    value: v.number(),
    bestLeads: v.array(v.object({ lead: v.object({ id: v.string(), name: v.nullable(v.string()) }) })),
  }),
});

export interface Story {
  /** The change in a week; null while there was no score a week ago. */
  trend: { points: number; balance: number } | null;
  /** Points day by day, oldest first; null on days without a score. */
  history: (number | null)[];
  touches: v.InferOutput<typeof Timeline>['touches'];
  outcomes: v.InferOutput<typeof Record>['record']['outcomes'];
  /** Other names of the lead, such as `hubspot:123:42`. */
  aliases: string[];
  company: { people: number; engaged: number; value: number; others: string[] } | null;
}

/** In: how to ask the API, a lead, its company's domain. Out: its story; what of it cannot be had is left out. Errors: rejects when the lead cannot be had. */
export async function storyOf(
  get: (path: string) => Promise<unknown>,
  lead: string,
  domain: string | null,
): Promise<Story> {
  const path = `/v1/leads/${encodeURIComponent(lead)}`;
  const from = Date.now() - DAYS * 86_400_000;
  const [record, history, timeline, company] = await Promise.all([
    get(path).then((body) => v.parse(Record, body)),
    get(`${path}/history?from=${from}&steps=${DAYS}`)
      .then((body) => v.parse(History, body).history)
      .catch(none),
    get(`${path}/timeline?limit=${4 * TOUCHES}`)
      .then((body) => v.parse(Timeline, body).touches)
      .catch(none),
    domain === null
      ? null
      : get(`/v1/accounts/${domain}`)
          .then((body) => v.parse(Company, body).account)
          .catch(nothing),
  ]);
  return {
    trend: record.trend,
    history: history.map(({ points }) => points?.value ?? null),
    touches: timeline.filter(({ type }) => type !== SILENT).slice(0, TOUCHES),
    outcomes: record.record.outcomes.slice(0, TOUCHES),
    aliases: record.record.aliases,
    company: company && {
      ...{ people: company.people, engaged: company.engaged, value: company.value },
      others: company.bestLeads.flatMap(({ lead: { id, name } }) => (id === lead || name === null ? [] : [name])),
    },
  };
}

const none = (): never[] => [];
const nothing = () => null;
