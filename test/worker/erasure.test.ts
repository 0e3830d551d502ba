/** Erasure: a person goes with everything that hangs on them, does not come back by what was on its way, and nobody else loses anything. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Edge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await Edge.start();
});
afterAll(() => edge.stop());

const ADA = 'ada.erased@northwind.example';
const GRACE = 'grace@northwind.example';
const now = Date.now();
const MINUTE = 60_000;

const demo = (id: string, email: string, at: number) => ({
  ...{ id, type: 'form_submitted', occurredAt: at, form: 'demo', email },
  evidence: { keys: 12, fillMs: 9000 },
});
const view = (id: string, at: number) => ({
  id,
  type: 'page_viewed',
  occurredAt: at,
  url: 'https://acme.example/about',
});
const exists = async (email: string) => (await edge.score(email, '&fresh=1')).unscored !== 'unknown_lead';

describe('a person who is erased', () => {
  let id = '';
  it('is known first, by every name', async () => {
    await edge.events('visitor-ada', [view('a1', now - 9 * MINUTE), demo('a2', ADA, now - 8 * MINUTE)]);
    await edge.events('visitor-grace', [demo('g1', GRACE, now - 8 * MINUTE)]);
    await edge.api('PUT', '/v1/leads', {
      email: ADA,
      attributes: { name: 'Ada' },
      aliases: { linkedin: 'ada-erased' },
    });
    await edge.api('POST', '/v1/touches', {
      touches: [{ id: 'n1', domain: 'northwind.example', type: 'fundraising', occurredAt: now - MINUTE }],
    });
    await edge.api('POST', '/v1/outcomes', { email: ADA, outcome: 'meeting', note: 'Ada was kind' });
    id = (await edge.score(ADA)).lead.id;
    await expect.poll(async () => (await edge.api('GET', '/v1/scores?linkedin=ada-erased')).body.lead?.id).toBe(id);
  });

  it('is not found by any key, in any list, nor erased twice', async () => {
    expect((await edge.api('DELETE', `/v1/leads/${id}`)).status).toBe(204);
    for (const key of [`email=${ADA}`, `lead=${id}`, 'linkedin=ada-erased']) {
      expect((await edge.api('GET', `/v1/scores?${key}`)).body.unscored).toBe('unknown_lead');
    }
    for (const path of ['', '/timeline', '/history', '/export']) {
      expect((await edge.api('GET', `/v1/leads/${id}${path}`)).status).toBe(404);
    }
    expect((await edge.api('GET', '/v1/leads?q=erased')).body.leads).toEqual([]);
    expect((await edge.api('DELETE', `/v1/leads/${id}`)).status).toBe(404);
    expect((await edge.api('DELETE', '/v1/leads/luck')).status).toBe(404);
  });

  it('does not come back by a late beacon, whose sender sees no difference', async () => {
    const late = [demo('a3', ADA, now - 7 * MINUTE), view('a4', now - 6 * MINUTE)];
    expect((await edge.events('visitor-ada', late)).body).toMatchObject({ accepted: 2, rejected: [] });
    expect((await edge.events('visitor-new', [demo('a5', ADA, now - 5 * MINUTE)])).body).toMatchObject({ accepted: 1 });
    expect(await exists(ADA)).toBe(false);
  });

  it('leaves everybody else whole', async () => {
    const { score } = await edge.score(GRACE, '&fresh=1');
    expect(score.reasons.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['demo_requested', 'fundraising']));
    const { touches } = (await edge.api('GET', `/v1/leads/${(await edge.score(GRACE)).lead.id}/timeline`)).body;
    expect(touches.map(({ id: touch }) => touch).sort()).toEqual(['g1', 'n1']);
  });

  it('may come back by themselves, as somebody new', async () => {
    const at = Date.now() + 1000;
    expect((await edge.events('visitor-ada', [demo('a6', ADA, at)])).body).toMatchObject({ accepted: 1 });
    expect(await exists(ADA)).toBe(true);
    const { touches } = (await edge.api('GET', `/v1/leads/${id}/timeline`)).body;
    expect(touches.map(({ id: touch }) => touch).sort()).toEqual(['a6', 'n1']);
  });

  it('leaves no trace in any file of the state folder, once the runtime has been started anew', async () => {
    const email = 'yolanda.secret@fabrikam.example';
    const known = /yolanda|secret-slug|0171-secret/i;
    for (let i = 0; i < 20; i++) {
      const traits = { name: `Yolanda ${'x'.repeat(i * 40)}`, phone: '0171-secret' };
      await edge.events('visitor-y', [{ ...demo(`y${i}`, email, now - MINUTE), traits }, view(`yv${i}`, now - MINUTE)]);
      await edge.events('visitor-other', [
        { ...demo(`o${i}`, `other${i}@fabrikam.example`, now), traits: { name: 'Other' } },
      ]);
    }
    await edge.api('PUT', '/v1/leads', {
      email,
      attributes: { name: 'Yolanda' },
      aliases: { linkedin: 'secret-slug' },
    });
    await edge.api('POST', '/v1/outcomes', { email, outcome: 'meeting', note: 'Yolanda was kind' });
    await edge.api('POST', '/v1/scores', { keys: [{ email }] }, { 'idempotency-key': 'asked-for-her' });
    const { lead } = await edge.score(email, '&fresh=1');
    await expect.poll(() => edge.filesWith(known).filter((file) => file.includes('/kv/')).length).toBeGreaterThan(0);
    expect((await edge.api('DELETE', `/v1/leads/${lead.id}`)).status).toBe(204);
    await expect.poll(() => edge.filesWith(known).filter((file) => file.includes('/kv/'))).toEqual([]);
    await edge.restart();
    expect(edge.filesWith(known)).toEqual([]);
    expect((await edge.score('other1@fabrikam.example', '&fresh=1')).lead.email).toBe('other1@fabrikam.example');
  });

  it('has no copy either: an edge that knows nothing of the erasure finds nobody', async () => {
    const email = 'zelda@fabrikam.example';
    await edge.events('visitor-zelda', [view('z1', now - 9 * MINUTE), demo('z2', email, now - 8 * MINUTE)]);
    await edge.api('PUT', '/v1/leads', { email, attributes: { name: 'Zelda' }, aliases: { linkedin: 'zelda-t' } });
    const { lead } = await edge.score(email, '&fresh=1');
    await expect.poll(() => edge.filesWith(/zelda@fabrikam/).some((file) => file.includes('/kv/'))).toBe(true);
    expect((await edge.api('DELETE', `/v1/leads/${lead.id}`)).status).toBe(204);
    // A delivery that a stop cuts off is made again half a minute later.
    await expect.poll(() => edge.filesWith(/zelda@fabrikam/).some((file) => file.includes('/kv/'))).toBe(false);
    await edge.restart();
    for (const key of [`email=${email}`, `lead=${lead.id}`, 'linkedin=zelda-t']) {
      await expect.poll(async () => (await edge.api('GET', `/v1/scores?${key}`)).body.unscored).toBe('unknown_lead');
    }
  });
});
