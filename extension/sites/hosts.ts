/** The hosts: where each lives, and which script of ours runs there. One row for each. */

export interface HostRow {
  id: 'gmail' | 'hubspot' | 'salesforce' | 'pipedrive' | 'linkedin';
  /** Match patterns; the browser asks for these and no others. */
  origins: readonly string[];
  /** The script that runs there once it is allowed. */
  script: string;
}

export const HOSTS: readonly HostRow[] = [
  {
    id: 'gmail',
    origins: ['https://mail.google.com/*'],
    script: 'content-scripts/gmail.js',
  },
  {
    id: 'hubspot',
    origins: ['app', 'app-na2', 'app-na3', 'app-eu1', 'app-ap1'].map((name) => `https://${name}.hubspot.com/*`),
    script: 'content-scripts/hubspot.js',
  },
  {
    id: 'salesforce',
    origins: ['https://*.lightning.force.com/*'],
    script: 'content-scripts/salesforce.js',
  },
  {
    id: 'pipedrive',
    origins: ['https://*.pipedrive.com/*'],
    script: 'content-scripts/pipedrive.js',
  },
  {
    id: 'linkedin',
    origins: ['https://www.linkedin.com/*'],
    script: 'content-scripts/linkedin.js',
  },
];

/** In: an address. Out: the host that it belongs to, if any. */
export const hostOf = (url: string): HostRow | undefined =>
  HOSTS.find(({ origins }) => origins.some((pattern) => matches(pattern, url)));

export const isHost = (url: string): boolean => hostOf(url) !== undefined;

/** Our patterns have one form: `https://name/*`, whose name may begin with `*.`. */
function matches(pattern: string, url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  const name = pattern.slice('https://'.length, -'/*'.length);
  const isThere = name.startsWith('*.') ? hostname.endsWith(name.slice(1)) : hostname === name;
  return protocol === 'https:' && isThere;
}
