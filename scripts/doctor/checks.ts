/** What must hold of an installation, one check after the other, each with its cure. */
import { VERSION } from './version.ts';

export interface Patient {
  url: string;
  secretKey: string;
  /** A site's public key, where it is known. */
  siteKey: string | undefined;
}
export interface Finding {
  what: string;
  /** Why it is not well, and what helps; null: it is well. */
  trouble: string | null;
}

/** A device's clock and the installation's may differ by this much (ms). */
const SKEW = 60_000;

/** In: an installation. Out: a finding per check; where it does not answer at all, only that; without its key, what anybody sees. */
export async function examine(patient: Patient): Promise<Finding[]> {
  const health = await reached(patient);
  if (health.trouble !== null) return [health];
  const findings = [health, await found(KEY, patient)];
  const checks = findings.every(({ trouble }) => trouble === null) ? [...BEHIND_THE_KEY, ...OPEN] : OPEN;
  for (const check of checks) findings.push(await found(check, patient));
  return findings;
}

const found = async ([what, check]: Check, patient: Patient): Promise<Finding> => ({
  what,
  trouble: await check(patient).catch(unexpected),
});

async function reached({ url }: Patient): Promise<Finding> {
  const what = 'it answers and knows its state';
  try {
    const answer = await fetch(`${url}/healthz`);
    const told = await answer.json().catch(() => ({}));
    if (answer.status === 503) return { what, trouble: told.detail };
    if (told.ok !== true)
      return { what, trouble: `${url} is no Steelyard (it answers ${answer.status}). Check the address.` };
    const isSame = told.version === VERSION;
    return {
      what,
      trouble: isSame
        ? null
        : `It runs ${told.version}, this is ${VERSION}. Deploy again, or use the doctor of that version.`,
    };
  } catch {
    return {
      what,
      trouble: `Nothing answers at ${url}. Start it (npm start), deploy it (npm run deploy), or check the address.`,
    };
  }
}

const unexpected = (error: unknown): string =>
  `could not be checked (${error instanceof Error ? error.message : error}). Look at the Worker's log: npx wrangler tail.`;

type Check = [what: string, check: (patient: Patient) => Promise<string | null>];

const KEY: Check = [
  'the secret key opens it',
  async (patient) => {
    const { status, body } = await asked(patient, '/v1/me');
    if (status === 401)
      return 'This key is none of it. Set STEELYARD_KEY to one that is; npm run deploy wrote one to .steelyard/production/keys.json.';
    return body.scopes?.includes('admin') ? null : 'This key may not see everything. Use one with the scope "admin".';
  },
];

const BEHIND_THE_KEY: Check[] = [
  [
    'the clocks agree',
    async (patient) => {
      const { body } = await asked(patient, '/v1/admin/status');
      const off = Math.abs(Date.parse(body.now) - Date.now());
      return off < SKEW
        ? null
        : `They differ by ${Math.round(off / 1000)} s. Set this machine's clock (NTP); signatures and tickets hang on it.`;
    },
  ],
  [
    'the settings are in KV',
    async (patient) => {
      const { body } = await asked(patient, '/v1/admin/status');
      if (body.settingsCopy === 'current') return null;
      if (body.settingsCopy === 'old')
        return 'KV has older ones. Wait a minute and ask again; if it stays, check the KV namespace id in wrangler.toml.';
      return 'KV has none, so every request asks the workspace. Check the KV namespace id in wrangler.toml and deploy again.';
    },
  ],
  [
    'a site may send',
    async (patient) => {
      const { body } = await asked(patient, '/v1/sites');
      const key = patient.siteKey ?? body.sites?.[0]?.key;
      if (key === undefined) return 'There is no site. Add one in the console, under Sites.';
      // Nobody's visit, of a type that does not exist: refused for that, and not for its key.
      const batch = { key, visitor: 'doctor', events: [{ id: 'doctor', type: 'doctor_came', occurredAt: Date.now() }] };
      const origin = body.sites?.find((site: { key: string }) => site.key === key)?.origins?.[0]?.replace('*.', 'www.');
      const headers = { 'content-type': 'text/plain', ...(origin === undefined ? {} : { origin }) };
      const answer = await fetch(`${patient.url}/v1/events`, { method: 'POST', headers, body: JSON.stringify(batch) });
      return answer.status === 202
        ? null
        : `Its public key is answered ${answer.status}: ${(await answer.json()).detail}`;
    },
  ],
];

const OPEN: Check[] = [
  [
    'it is reached over HTTPS',
    async ({ url }) =>
      /^https:|^http:\/\/(127\.0\.0\.1|localhost)\b/.test(url)
        ? null
        : 'Keys would travel in clear text. Use its https:// address.',
  ],
  [
    'pages of any origin may send, and only to capture',
    async ({ url }) => {
      const headers = { origin: 'https://doctor.example' };
      const open = await fetch(`${url}/v1/events`, { method: 'OPTIONS', headers });
      if (open.headers.get('access-control-allow-origin') !== '*')
        return 'The preflight of /v1/events is not answered with "*". A proxy in front drops its headers; let them pass.';
      const closed = await fetch(`${url}/v1/me`, { headers });
      return closed.headers.has('access-control-allow-origin')
        ? 'The private API is open to other origins. A proxy in front adds a CORS header; remove it.'
        : null;
    },
  ],
  ['the snippet is served', ({ url }) => served(`${url}/s.js`, /^(text|application)\/javascript/)],
  ['the console is served', ({ url }) => served(`${url}/console/`, /^text\/html/)],
  ['the API can be read', ({ url }) => served(`${url}/docs`, /^text\/html/)],
];

async function asked({ url, secretKey }: Patient, path: string) {
  const answer = await fetch(url + path, { headers: { authorization: `Bearer ${secretKey}` } });
  return { status: answer.status, body: await answer.json() };
}

async function served(address: string, type: RegExp): Promise<string | null> {
  const answer = await fetch(address);
  if (answer.status !== 200)
    return `${address} answers ${answer.status}. Build and deploy again: the assets are not there.`;
  const given = answer.headers.get('content-type') ?? 'none';
  if (!type.test(given)) return `${address} has the content type ${given}. A proxy in front changes it; let it pass.`;
  const policy = answer.headers.get('content-security-policy') ?? '';
  const isStrict = policy.includes("default-src 'none'") && !policy.includes('unsafe');
  return isStrict
    ? null
    : `${address} has no strict content security policy. Something in front drops or weakens it; let it pass.`;
}
