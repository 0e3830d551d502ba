/** People and companies with something of everything: what an installation that is in use holds. */
import type { Body } from '../edge.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

export type Call = (method: string, path: string, body?: object) => Promise<Body>;

/** In: how to call (with the secret key), the site's public key, now (ms). Fills the installation; version 2 of the model is published, 3 a draft. */
export async function fill(call: Call, key: string, now: number): Promise<void> {
  for (const [visitor, events] of Object.entries(visits(now)))
    await call('POST', '/v1/events', { key, visitor, sentAt: now, events });
  await call('POST', '/v1/touches', { touches: facts(now) });
  for (const lead of said(now)) await call('PUT', '/v1/leads', lead);
  await call('PUT', '/v1/accounts/northwind.example', {
    attributes: { name: 'Northwind', employees: 200, industry: 'Software', country: 'DE', technologies: ['HubSpot'] },
    source: 'enrichment',
    observedAt: now - 30 * DAY,
  });
  for (const outcome of outcomes(now)) await call('POST', '/v1/outcomes', outcome);
  await call('POST', '/v1/pairings', {});
  const [first] = (await call('GET', '/v1/models')).models;
  if (first === undefined) throw new Error('There is no model.');
  await call('PUT', '/v1/models', priced(first.model, 'second', 25));
  await call('POST', '/v1/models/2/publish', { why: 'Pricing visits are worth more.' });
  await call('PUT', '/v1/models', priced(first.model, 'draft', 5));
}

const priced = (model: Body['models'][number]['model'], name: string, points: number) => ({
  ...model,
  name,
  rules: model.rules.map((rule) =>
    rule.id === 'pricing' ? { ...rule, when: { kind: 'touch', points: { pricing_viewed: points } } } : rule,
  ),
});

const HAND = { keys: 40, pointer: 12, fillMs: 15_000 };

/** By visitor: one who becomes known, one who stays unknown, a browser of two people, a bot, one who wants to be left alone. */
function visits(now: number): Record<string, object[]> {
  const event = (id: string, type: string, daysAgo: number, more: object) => ({
    ...{ id, type, occurredAt: Math.round(now - daysAgo * DAY), url: 'https://acme.example/' },
    ...more,
  });
  const pricing = { url: 'https://acme.example/pricing', title: 'Pricing' };
  return {
    'v-ada': [
      event('ada-1', 'page_viewed', 6, { referrer: 'https://search.example/' }),
      event('ada-2', 'page_viewed', 5, pricing),
      event('ada-3', 'page_engaged', 4.999, { ...pricing, engagedMs: 42_000, scrollPercent: 80 }),
      event('ada-4', 'file_downloaded', 4.9, { file: '/guide.pdf' }),
      event('ada-5', 'video_watched', 4, { video: '/tour', percent: 90 }),
      event('ada-6', 'form_submitted', 3, {
        ...{ form: 'demo', email: 'ada@northwind.example', fields: ['email', 'phone'], evidence: HAND },
        traits: { name: 'Ada Lovelace', title: 'VP Operations' },
      }),
      event('ada-7', 'link_clicked', 2, { href: 'https://acme.example/docs' }),
      event('ada-8', 'custom', 1, { name: 'calculator_used', properties: { seats: 40 } }),
    ],
    'v-nobody': [event('nobody-1', 'page_viewed', 2, {}), event('nobody-2', 'page_viewed', 1, pricing)],
    'v-shared': [
      event('shared-1', 'page_viewed', 9, {}),
      event('shared-2', 'identified', 8, { email: 'first@fabrikam.example', traits: { name: 'First' } }),
      event('shared-3', 'page_viewed', 7, pricing),
      event('shared-4', 'page_engaged', 6.999, { ...pricing, engagedMs: 9000 }),
      event('shared-5', 'identified', 6, { email: 'second@fabrikam.example' }),
      event('shared-6', 'file_downloaded', 5, { file: '/other.pdf' }),
    ],
    'v-bot': [
      event('bot-1', 'form_submitted', 2, {
        ...{ form: 'contact', email: 'bot@mailinator.com', evidence: { honeypot: true, fillMs: 12, webdriver: true } },
        traits: { name: 'xqzptkv' },
      }),
    ],
    'v-quiet': [
      event('quiet-1', 'identified', 4, { email: 'quiet@gmail.com' }),
      event('quiet-2', 'page_viewed', 3, pricing),
      event('quiet-3', 'consent_changed', 2, { consent: 'opted_out' }),
    ],
  };
}

/** What servers know: a long history, a company's news, purchases, a mailbox without a company. */
function facts(now: number): object[] {
  const touch = (id: string, who: object, type: string, daysAgo: number, more: object = {}) => ({
    ...{ id, type, occurredAt: Math.round(now - daysAgo * DAY), ...who },
    ...more,
  });
  const kinds = ['email_opened', 'page_viewed', 'email_clicked', 'product_used', 'pricing_viewed'];
  const long = Array.from({ length: 240 }, (_, i) =>
    touch(`long-${i}`, { email: 'grace@northwind.example' }, kinds[i % kinds.length] ?? '', i / 4),
  );
  return [
    ...long,
    touch('news-1', { domain: 'northwind.example' }, 'fundraising', 10),
    touch('hire-1', { email: 'first@fabrikam.example' }, 'job_offer', 3),
    touch('buy-1', { email: 'buyer@contoso.example' }, 'purchase_made', 40, { amount: 1200, currency: 'EUR' }),
    touch('buy-2', { email: 'buyer@contoso.example' }, 'purchase_made', 4, { amount: 300, currency: 'EUR' }),
    touch('free-1', { email: 'someone@gmail.com' }, 'webinar_attended', 8, { properties: { topic: 'Scales' } }),
    touch('free-2', { email: 'someone@gmail.com' }, 'unsubscribed', 1),
  ];
}

/** Sources that contradict each other, other names, and a person of whom nothing but words is known. */
const said = (now: number): object[] => [
  {
    ...{ email: 'ada@northwind.example', source: 'crm', observedAt: now - 20 * DAY },
    attributes: { title: 'Director', country: 'Germany', owner: 'rep@acme.example' },
    aliases: { linkedin: 'ada-lovelace', hubspot: '42:1001' },
  },
  {
    email: 'ada@northwind.example',
    source: 'enrichment',
    observedAt: now - 2 * DAY,
    attributes: { title: 'VP Operations', phone: true },
  },
  { email: 'words@tailspin.example', attributes: { first_name: 'Only', last_name: 'Words' } },
];

const outcomes = (now: number): object[] => [
  {
    email: 'ada@northwind.example',
    outcome: 'meeting',
    at: new Date(now - DAY).toISOString(),
    note: 'Kind words: “süß”',
  },
  { email: 'buyer@contoso.example', outcome: 'won', at: new Date(now - 39 * DAY).toISOString(), value: 1200 },
  { email: 'second@fabrikam.example', outcome: 'junk', at: new Date(now - 4 * DAY).toISOString() },
];
