/** Leads and accounts with attributes, for tests of what those come to. */
import type { Attributes, AttributeValue, Lead } from '../../shared/lead';
import type { Condition, Model } from '../../shared/model';
import { DEFAULT } from '../../shared/presets';
import { type Reading, readAttributes } from '../../shared/score/attributes';

export const NOW = Date.UTC(2026, 10, 22);
export type Told = Record<string, AttributeValue>;

export const said = (told: Told, source = 'crm', observedAt = NOW): Attributes =>
  Object.fromEntries(Object.entries(told).map(([name, value]) => [name, [{ value, source, observedAt }]]));

export const leadWith = (attributes: Attributes, email: string | null = 'ada@northwind.example'): Lead => ({
  ...{ id: 'ld_1', email, name: null, account: 'northwind.example', owner: null, stage: null },
  ...{ optedOut: false, attributes },
});

export const modelWith = (when: Condition, sources: Partial<Model['sources']> = {}): Model => ({
  ...DEFAULT,
  sources: { ...DEFAULT.sources, ...sources },
  rules: [{ id: 'rule', family: 'fit', label: 'Rule', why: 'a test', decay: { kind: 'none' }, cap: null, when }],
});

export const readUnder = (model: Model, lead: Attributes, account: Attributes, email?: string | null): Reading =>
  readAttributes(leadWith(lead, email), { domain: 'northwind.example', attributes: account }, model);
