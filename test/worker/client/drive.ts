/** A client of another team: every route of the document, by types that were generated from it, with nothing else known. */
import createClient from 'openapi-fetch';
import type { paths } from '../../output/client/api.js';

/** In: an installation and its keys. Out: the routes that were called, each once answered as documented. */
export async function drive(
  url: string,
  { secretKey, siteKey }: { secretKey: string; siteKey: string },
): Promise<string[]> {
  const called: string[] = [];
  const api = createClient<paths>({ baseUrl: url, headers: { authorization: `Bearer ${secretKey}` } });
  api.use({
    onRequest({ request, schemaPath }) {
      called.push(`${request.method} ${schemaPath}`);
    },
  });
  const email = 'ada@client.example';
  const other = 'ada@home.example';
  const now = Date.now();

  const health = good(await api.GET('/healthz'));
  if (!health.ok) throw new Error('it is not healthy');
  good(
    await api.POST('/v1/events', {
      body: { key: siteKey, visitor: 'v-client', events: [{ type: 'page_viewed', id: 'c-1', occurredAt: now }] },
    }),
  );
  const { accepted } = good(
    await api.POST('/v1/touches', {
      body: { touches: [{ id: 'c-2', email, type: 'demo_requested', occurredAt: now }] },
    }),
  );
  if (accepted !== 1) throw new Error('the touch is not accepted');
  const { lead } = good(await api.PUT('/v1/leads', { body: { email, attributes: { name: 'Ada' }, source: 'crm' } }));
  const { lead: second } = good(await api.PUT('/v1/leads', { body: { email: other } }));
  const byId = { params: { path: { id: lead.id } } };
  good(
    await api.PUT('/v1/accounts/{domain}', {
      params: { path: { domain: 'client.example' } },
      body: { attributes: { employees: 20 } },
    }),
  );
  good(await api.GET('/v1/accounts/{domain}', { params: { path: { domain: 'client.example' } } }));
  good(await api.POST('/v1/outcomes', { body: { email, outcome: 'meeting' } }));

  const one = good(await api.GET('/v1/scores', { params: { query: { email, fresh: '1' } } }));
  if (one.score?.points.level === undefined) throw new Error('there is no score');
  good(await api.POST('/v1/scores', { body: { keys: [{ email }, { lead: lead.id }] } }));
  good(await api.GET('/v1/leads', { params: { query: { account: 'client.example', limit: '10' } } }));
  good(await api.GET('/v1/leads/{id}', byId));
  good(await api.GET('/v1/leads/{id}/history', { params: { ...byId.params, query: { steps: '3' } } }));
  good(await api.GET('/v1/leads/{id}/timeline', byId));
  good(await api.GET('/v1/leads/{id}/export', byId));
  good(await api.PUT('/v1/leads/{id}/spam', { ...byId, body: { verdict: 'clean', why: 'A client said so.' } }));
  const merge = good(await api.POST('/v1/leads/{id}/merges', { ...byId, body: { lead: second.id } }));
  good(await api.GET('/v1/leads/{id}/merges', byId));
  good(await api.POST('/v1/leads/{id}/merges/{merge}/undo', { params: { path: { id: lead.id, merge: merge.id } } }));

  const { models } = good(await api.GET('/v1/models'));
  const [first] = models;
  if (first === undefined) throw new Error('there is no model');
  const { version } = good(await api.PUT('/v1/models', { body: { ...first.model, name: 'client' } }));
  const byVersion = { params: { path: { version: String(version) } } };
  good(await api.GET('/v1/models/{version}', byVersion));
  good(await api.GET('/v1/models/{version}/diff', byVersion));
  good(await api.POST('/v1/models/{version}/publish', { ...byVersion, body: { why: 'A client did it.' } }));

  good(await api.GET('/v1/admin/status'));
  good(await api.GET('/v1/me'));
  const { retention } = good(await api.GET('/v1/workspace'));
  good(await api.PUT('/v1/workspace/retention', { body: retention }));
  good(await api.PUT('/v1/selectors', { body: { hosts: { gmail: { isOff: false } } } }));
  good(await api.GET('/v1/selectors'));
  good(await api.GET('/v1/audit'));
  good(await api.GET('/v1/sites'));
  const site = good(await api.POST('/v1/sites', { body: { name: 'Shop', origins: ['https://shop.example'] } }));
  const bySite = { params: { path: { id: site.id } } };
  good(await api.PUT('/v1/sites/{id}', { ...bySite, body: { name: 'The shop', origins: [], consent: false } }));
  good(await api.POST('/v1/sites/{id}/rotate', { ...bySite, body: { overlapHours: 1 } }));
  done(await api.DELETE('/v1/sites/{id}', bySite));
  good(await api.GET('/v1/keys'));
  const key = good(await api.POST('/v1/keys', { body: { name: 'Client', scopes: ['scores:read'] } }));
  const byKey = { params: { path: { id: key.id } } };
  good(await api.POST('/v1/keys/{id}/rotate', { ...byKey, body: {} }));
  done(await api.DELETE('/v1/keys/{id}', byKey));
  good(await api.POST('/v1/reps/invitations', { body: { name: 'Grace' } }));
  const { reps } = good(await api.GET('/v1/reps'));
  done(await api.DELETE('/v1/reps/{id}', { params: { path: { id: reps[0]?.id ?? '' } } }));
  const { code } = good(await api.POST('/v1/pairings'));
  good(await api.POST('/v1/pairings/claim', { body: { code } }));
  const { ticket } = good(await api.POST('/v1/live/tickets'));
  const live = await api.GET('/v1/live', { params: { query: { ticket } } });
  if (live.response.status !== 426) throw new Error('the live feed takes what is no WebSocket');

  const target = 'https://hooks.client.example/in';
  const hook = good(await api.POST('/v1/webhooks', { body: { url: target, events: ['tier_changed'] } }));
  const byHook = { params: { path: { id: hook.id } } };
  good(await api.GET('/v1/webhooks'));
  good(await api.GET('/v1/webhooks/{id}', byHook));
  good(await api.PUT('/v1/webhooks/{id}', { ...byHook, body: { url: target } }));
  good(await api.POST('/v1/webhooks/{id}/rotate', byHook));
  const sent = good(await api.POST('/v1/webhooks/{id}/test', byHook));
  good(await api.GET('/v1/webhooks/{id}/deliveries', byHook));
  const bySent = { params: { path: { id: hook.id, delivery: sent.id } } };
  good(await api.POST('/v1/webhooks/{id}/deliveries/{delivery}/redeliver', bySent));
  done(await api.DELETE('/v1/webhooks/{id}', byHook));

  const csv = { bodySerializer: (text: unknown) => String(text), headers: { 'content-type': 'text/csv' } };
  const file = 'email,attributes.title\nada@file.example,VP\n';
  good(await api.POST('/v1/imports/preview', { params: { query: { kind: 'leads' } }, body: file, ...csv }));
  const query = { kind: 'leads', complete: '0' } as const;
  const started = good(await api.POST('/v1/imports', { params: { query }, body: file, ...csv }));
  const byImport = { params: { path: { id: started.id } } };
  const part = { params: { ...byImport.params, query: { offset: String(started.offset), complete: '1' as const } } };
  good(await api.PATCH('/v1/imports/{id}', { ...part, body: 'grace@file.example,CTO\n', ...csv }));
  good(await api.GET('/v1/imports/{id}', byImport));
  good(await api.GET('/v1/imports/{id}/errors', { ...byImport, parseAs: 'text' }));
  good(await api.GET('/v1/imports'));
  good(await api.GET('/v1/exports/{noun}', { params: { path: { noun: 'leads' } }, parseAs: 'text' }));

  good(await api.POST('/v1/sessions/tickets'));
  const origin = { headers: { origin: url } };
  good(await api.POST('/v1/sessions', { body: { secretKey }, ...origin }));
  done(await api.DELETE('/v1/sessions', origin));
  const backup = good(await api.GET('/v1/admin/backup', { parseAs: 'text' }));
  const again = await api.POST('/v1/admin/restore', {
    body: backup.slice(0, backup.indexOf('\n') + 1),
    bodySerializer: (lines) => lines,
    headers: { 'content-type': 'application/x-ndjson' },
  });
  if (again.response.status !== 409) throw new Error('a restore is taken where somebody is held');
  done(await api.DELETE('/v1/leads/{id}', byId));
  good(await api.GET('/v1/admin/ledgers'));
  good(await api.POST('/v1/admin/ledgers/split', { body: {} }));
  return [...new Set(called)];
}

/** In: what the client got. Out: the documented answer. Errors: any other. */
function good<T>({ data, error, response }: { data?: T; error?: unknown; response: Response }): T {
  if (data === undefined) throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
  return data;
}

function done({ error, response }: { error?: unknown; response: Response }): void {
  if (response.status !== 204) throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
}
