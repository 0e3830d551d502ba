/** The one door to the API: every call of the console, each answer parsed before anything trusts it. */
import * as v from 'valibot';
import * as wire from '../../shared/wire';
import * as transfer from '../../shared/wire/transfer';

export type {
  AuditEntry,
  Key,
  LeadAnswer,
  Me,
  ModelVersion,
  Rep,
  Site,
  WorkspaceAnswer as Workspace,
} from '../../shared/wire';
export type ScoreAnswer = wire.ScoreAnswer;
export type { Delivery, Webhook } from '../../shared/wire';
export type WebhookInput = v.InferInput<typeof wire.WebhookInput>;
export type Merge = v.InferOutput<typeof wire.Merge>;
export type Ledgers = v.InferOutput<typeof wire.LedgersAnswer>;
export type Touch = v.InferOutput<typeof wire.TimelineTouch>;
export type Timeline = v.InferOutput<typeof wire.TimelineAnswer>;

/** Why a call failed, in words for a person. `status` is the HTTP status, 0 when there was no answer. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors: { path: string; message: string }[] = [],
  ) {
    super(message);
  }
}

let whenSignedOut = () => {};
/** In: what to do when the API no longer knows us (401). */
export const onSignedOut = (listener: () => void): void => {
  whenSignedOut = listener;
};

export const api = {
  me: () => ask(wire.Me, 'GET', '/v1/me'),
  signIn: (proof: { secretKey: string } | { ticket: string }) => ask(v.unknown(), 'POST', '/v1/sessions', proof),
  signOut: () => ask(v.unknown(), 'DELETE', '/v1/sessions'),
  queue: (query: Record<string, string>) => ask(wire.QueueAnswer, 'GET', `/v1/leads?${new URLSearchParams(query)}`),
  lead: (id: string) => ask(wire.LeadAnswer, 'GET', `/v1/leads/${encodeURIComponent(id)}`),
  /** In: a lead's id and a moment (ms). Out: what the score was then. */
  scoreAt: (id: string, at: number) =>
    ask(wire.ScoreAnswer, 'GET', `/v1/scores?${new URLSearchParams({ lead: id, at: new Date(at).toISOString() })}`),
  timeline: (id: string, query: Record<string, string>) =>
    ask(wire.TimelineAnswer, 'GET', `/v1/leads/${encodeURIComponent(id)}/timeline?${new URLSearchParams(query)}`),
  outcome: (outcome: { lead: string; outcome: string; note?: string }) =>
    ask(v.unknown(), 'POST', '/v1/outcomes', outcome),
  judge: (lead: string, verdict: 'clean' | 'spam' | null) =>
    ask(wire.JudgementAnswer, 'PUT', `/v1/leads/${encodeURIComponent(lead)}/spam`, { verdict }),
  merges: (id: string) => ask(wire.MergesAnswer, 'GET', `/v1/leads/${encodeURIComponent(id)}/merges`),
  merge: (id: string, email: string) =>
    ask(wire.Merge, 'POST', `/v1/leads/${encodeURIComponent(id)}/merges`, { email }),
  undoMerge: (id: string, merge: string) =>
    ask(wire.Merge, 'POST', `/v1/leads/${encodeURIComponent(id)}/merges/${encodeURIComponent(merge)}/undo`, {}),
  models: () => ask(wire.ModelsAnswer, 'GET', '/v1/models'),
  sites: () => ask(wire.SitesAnswer, 'GET', '/v1/sites'),
  addSite: (site: wire.SiteRequest) => ask(wire.Site, 'POST', '/v1/sites', site),
  putSite: (id: string, site: wire.SiteRequest) => ask(wire.Site, 'PUT', `/v1/sites/${id}`, site),
  rotateSite: (id: string) => ask(wire.Site, 'POST', `/v1/sites/${id}/rotate`, {}),
  deleteSite: (id: string) => ask(v.unknown(), 'DELETE', `/v1/sites/${id}`),
  keys: () => ask(wire.KeysAnswer, 'GET', '/v1/keys'),
  addKey: (key: wire.KeyRequest) => ask(wire.KeyIssued, 'POST', '/v1/keys', key),
  rotateKey: (id: string) => ask(wire.KeyIssued, 'POST', `/v1/keys/${id}/rotate`, {}),
  revokeKey: (id: string) => ask(v.unknown(), 'DELETE', `/v1/keys/${id}`),
  reps: () => ask(wire.RepsAnswer, 'GET', '/v1/reps'),
  inviteRep: (rep: wire.InvitationRequest) => ask(wire.InvitationAnswer, 'POST', '/v1/reps/invitations', rep),
  revokeRep: (id: string) => ask(v.unknown(), 'DELETE', `/v1/reps/${id}`),
  audit: (query: Record<string, string>) => ask(wire.AuditAnswer, 'GET', `/v1/audit?${new URLSearchParams(query)}`),
  workspace: () => ask(wire.WorkspaceAnswer, 'GET', '/v1/workspace'),
  putRetention: (retention: wire.Retention) => ask(wire.Retention, 'PUT', '/v1/workspace/retention', retention),
  ledgers: () => ask(wire.LedgersAnswer, 'GET', '/v1/admin/ledgers'),
  split: (ledger: string) => ask(wire.Split, 'POST', '/v1/admin/ledgers/split', { ledger }),
  pairing: () => ask(wire.PairingAnswer, 'POST', '/v1/pairings', {}),
  imports: () => ask(transfer.ImportsAnswer, 'GET', '/v1/imports?limit=20'),
  /** In: what is known of a file, its first bytes. Out: what Steelyard would make of it. */
  previewImport: (query: Record<string, string>, head: Blob) =>
    ask(transfer.PreviewAnswer, 'POST', `/v1/imports/preview?${new URLSearchParams(query)}`, head),
  beginImport: (options: transfer.ImportOptions) => ask(transfer.Import, 'POST', '/v1/imports', options),
  /** In: an import, where it stands, whether the file ends with this part. Out: where it stands then. */
  sendPart: (id: string, offset: number, isLast: boolean, part: Blob) =>
    ask(transfer.Import, 'PATCH', `/v1/imports/${id}?offset=${offset}&complete=${isLast ? 1 : 0}`, part),
  webhooks: () => ask(wire.WebhooksAnswer, 'GET', '/v1/webhooks'),
  addWebhook: (webhook: WebhookInput) => ask(wire.WebhookMade, 'POST', '/v1/webhooks', webhook),
  putWebhook: (id: string, webhook: WebhookInput) => ask(wire.Webhook, 'PUT', `/v1/webhooks/${id}`, webhook),
  deleteWebhook: (id: string) => ask(v.unknown(), 'DELETE', `/v1/webhooks/${id}`),
  testWebhook: (id: string) => ask(v.unknown(), 'POST', `/v1/webhooks/${id}/test`, {}),
  deliveries: (id: string, query: Record<string, string>) =>
    ask(wire.DeliveriesAnswer, 'GET', `/v1/webhooks/${id}/deliveries?${new URLSearchParams(query)}`),
  redeliver: (id: string, delivery: string) =>
    ask(wire.Delivery, 'POST', `/v1/webhooks/${id}/deliveries/${delivery}/redeliver`, {}),
  liveTicket: () => ask(wire.TicketAnswer, 'POST', '/v1/live/tickets', {}),
};

async function ask<S extends v.GenericSchema>(
  schema: S,
  method: string,
  path: string,
  body?: object,
): Promise<v.InferOutput<S>> {
  const response = await fetch(path, { method, ...sent(body) }).catch(() => {
    throw new Problem(0, 'Steelyard does not answer. Check that it is running and that you are connected.');
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(response.status, answer);
  const parsed = v.safeParse(schema, answer);
  if (parsed.success) return parsed.output;
  const where = v.getDotPath(parsed.issues[0]) ?? 'the answer';
  throw new Problem(
    response.status,
    `Steelyard gave an answer that this console does not understand (${where}). Reload the page.`,
  );
}

/** A file goes as it is, everything else as JSON. */
function sent(body: object | undefined): RequestInit {
  const accept = 'application/json';
  if (body === undefined) return { headers: { accept } };
  if (body instanceof Blob) return { headers: { accept, 'content-type': 'application/octet-stream' }, body };
  return { headers: { accept, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function problemOf(status: number, answer: unknown): Problem {
  if (status === 401) whenSignedOut();
  const parsed = v.safeParse(wire.ProblemAnswer, answer);
  if (!parsed.success) return new Problem(status, `Steelyard answered with status ${status}.`);
  return new Problem(status, parsed.output.detail ?? parsed.output.title, parsed.output.errors);
}

/** In: anything thrown. Out: a problem that can be shown. */
export const asProblem = (error: unknown): Problem =>
  error instanceof Problem ? error : new Problem(0, 'Something went wrong in this page. Reload it and try again.');
