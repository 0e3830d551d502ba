/** Models over the API: a draft is checked, published, scored by, compared and rolled back, and the past stays as it was. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT } from '../../shared/presets.ts';
import { Edge } from './edge.ts';

let edge: Edge;
const ADA = 'ada@northwind.example';
const now = Date.now();
/** Pricing visits are worth 25 in it. */
const OTHER = {
  ...DEFAULT,
  name: 'other',
  rules: DEFAULT.rules.map((rule) =>
    rule.id === 'pricing' ? { ...rule, when: { kind: 'touch', points: { pricing_viewed: 25 } } } : rule,
  ),
};
const pricing = async (query = '') =>
  (await edge.score(ADA, query)).score.reasons.find(({ axis, rule }) => axis === 'points' && rule === 'pricing')?.peak;
const publish = (version: number, why?: string) =>
  edge.api('POST', `/v1/models/${version}/publish`, why === undefined ? {} : { why });

beforeAll(async () => {
  edge = await Edge.start();
  const touches = Array.from({ length: 300 }, (_, i) => {
    const email = i === 0 ? ADA : `lead${i}@northwind.example`;
    return { id: `p${i}`, email, type: 'pricing_viewed', occurredAt: now };
  });
  await edge.api('POST', '/v1/touches', { touches });
});
afterAll(() => edge.stop());

describe('a model', () => {
  it('with mistakes is refused, each with its place and its cure, and is no draft', async () => {
    const rules = [{ ...DEFAULT.rules[0], why: '' }];
    const refused = await edge.api('PUT', '/v1/models', { ...DEFAULT, rules, luck: 1 });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toContainEqual({ path: 'rules.0.why', message: 'every rule says why. Fill it.' });
    expect(refused.body.errors.map(({ path }) => path)).toContain('luck');
    expect((await edge.api('PUT', '/v1/models', [])).status).toBe(422);
    expect((await edge.api('GET', '/v1/models')).body.models).toHaveLength(1);
  });

  it('is a draft first, of which there is one, and changes no score', async () => {
    expect((await edge.api('PUT', '/v1/models', { ...OTHER, name: 'first try' })).body).toMatchObject({ version: 2 });
    const put = await edge.api('PUT', '/v1/models', OTHER);
    expect(put.body).toMatchObject({
      version: 2,
      status: 'draft',
      warnings: [{ path: 'rules.2' }, { path: 'rules.15' }],
    });
    expect(await pricing()).toBe(15);
    expect(await pricing('&model=2')).toBe(25);
  });

  it('says what it says otherwise than the published one', async () => {
    const { changes } = (await edge.api('GET', '/v1/models/2/diff')).body;
    expect(changes).toEqual([
      { path: 'name', before: 'default', after: 'other' },
      { path: 'rules.pricing.when.points.pricing_viewed', before: 15, after: 25 },
    ]);
    expect((await edge.api('GET', '/v1/models/9/diff')).status).toBe(404);
    expect((await edge.api('GET', '/v1/models/2/diff?from=luck')).body.errors[0]?.path).toBe('from');
  });

  it('scores everybody from its publishing on, the queue too, and the past stays with its version', async () => {
    expect((await publish(2, 'worth more')).body).toEqual({ version: 2, status: 'published' });
    expect(await pricing()).toBe(25);
    expect(await pricing('&model=1')).toBe(15);
    await expect
      .poll(async () => {
        const { leads } = (await edge.api('GET', '/v1/leads?limit=200&sort=points')).body;
        return leads.map(({ score }) => score.modelVersion).every((version) => version === 2);
      })
      .toBe(true);
    await expect.poll(() => pricing('&fresh=0')).toBe(25);
  });

  it('is rolled back by publishing an older one; who, why and when are kept', async () => {
    expect((await publish(1)).status).toBe(200);
    expect((await publish(1)).status).toBe(200);
    expect(await pricing()).toBe(15);
    const { models } = (await edge.api('GET', '/v1/models')).body;
    expect(models.map(({ version, status }) => `${version} ${status}`)).toEqual(['2 archived', '1 published']);
    expect(models[0]?.deeds.map(({ deed, why }) => [deed, why])).toEqual([
      ['drafted', null],
      ['drafted', null],
      ['published', 'worth more'],
    ]);
    expect(models[1]?.deeds).toHaveLength(1);
  });

  it('that is not there is not published, and a rep changes none', async () => {
    expect((await publish(99)).status).toBe(404);
    expect((await edge.api('POST', '/v1/models/luck/publish', {})).status).toBe(404);
    expect((await edge.api('POST', '/v1/models/1/publish', { luck: 1 })).body.errors[0]?.path).toBe('luck');
    expect((await edge.api('POST', '/v1/models/1/publish', [])).body.errors).toEqual([
      { path: '', message: 'is not an object such as { … }' },
    ]);
    const { code } = (await edge.api('POST', '/v1/pairings', {})).body;
    const { body } = await edge.call('POST', '/v1/pairings/claim', { code }, { 'content-type': 'application/json' });
    const headers = { authorization: `Bearer ${body.token}`, 'content-type': 'application/json' };
    expect((await edge.call('PUT', '/v1/models', OTHER, headers)).status).toBe(403);
    expect((await edge.call('POST', '/v1/models/1/publish', {}, headers)).status).toBe(403);
  });
});
