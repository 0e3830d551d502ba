/** What an address alone tells of the record on screen. No change of a page can break this. */
import { salesforceId } from '../../shared/id';

export interface Place {
  /** `group`: a company's or a deal's record, which is about the people whom its links name. `other`: a list, or nothing of ours. */
  kind: 'person' | 'group' | 'other';
  /** Another name of the person, as the API knows it (`hubspot:123:42`); null when the address names nobody. */
  key: string | null;
  /** Tells one record from another. */
  record: string;
}

const OTHER: Place = { kind: 'other', key: null, record: '' };
const person = (key: string): Place => ({ kind: 'person', key, record: key });
const group = (record: string): Place => ({ kind: 'group', key: null, record });

/** In: an address of any page. Out: what it tells; of a page that is no host's, nothing. */
export function placeOf({ hostname, pathname }: URL): Place {
  if (/^app(-\w+)?\.hubspot\.com$/.test(hostname)) return inHubspot(pathname);
  if (hostname.endsWith('.lightning.force.com')) return inSalesforce(pathname);
  if (hostname.endsWith('.pipedrive.com')) return inPipedrive(hostname.slice(0, -'.pipedrive.com'.length), pathname);
  return hostname === 'www.linkedin.com' ? inLinkedin(pathname) : OTHER;
}

/** `/contacts/PORTAL/record/TYPE/ID`, where type 0-1 is a contact; before that `/contacts/PORTAL/contact/ID`. */
function inHubspot(path: string): Place {
  const [, portal, type, id] = /^\/contacts\/(\d+)\/(?:record\/)?(0-\d+|contact|company|deal)\/(\d+)/.exec(path) ?? [];
  if (type === undefined) return OTHER;
  return type === '0-1' || type === 'contact' ? person(`hubspot:${portal}:${id}`) : group(`${portal}:${type}:${id}`);
}

/** `/lightning/r/OBJECT/ID/view`; what an id begins with says what it is: 00Q a lead, 003 a contact, 001 an account, 006 an opportunity. */
function inSalesforce(path: string): Place {
  const [, id = ''] = /^\/lightning\/r\/(?:\w+\/)?([a-zA-Z0-9]{15}(?:[A-Z0-5]{3})?)\/view/.exec(path) ?? [];
  if (/^00[Q3]/.test(id)) return person(`salesforce:${salesforceId(id)}`);
  return /^00[16]/.test(id) ? group(salesforceId(id)) : OTHER;
}

/** `/person/ID`, `/deal/ID`, `/organization/ID`, `/leads/inbox/UUID`. */
function inPipedrive(company: string, path: string): Place {
  const [, id] = /^\/person\/(\d+)/.exec(path) ?? /^\/leads\/inbox\/([0-9a-f-]{36})/.exec(path) ?? [];
  if (id !== undefined) return person(`pipedrive:${company}:${id}`);
  const [record] = /^\/(deal|organization)\/\d+/.exec(path) ?? [];
  return record === undefined ? OTHER : group(record);
}

/** `/in/SLUG`, and Sales Navigator’s `/sales/lead/ID,…`. The API compares both in lower case. */
function inLinkedin(path: string): Place {
  const [, name] = /^\/in\/([^/]+)/.exec(path) ?? /^\/sales\/(?:lead|people)\/([\w-]+)/.exec(path) ?? [];
  return name === undefined || name === 'me' ? OTHER : person(`linkedin:${decoded(name).toLowerCase()}`);
}

/** In: a lead's other names. Out: where each leads, on the hosts whose addresses a name is enough for. */
export const addressesOf = (keys: string[]): { name: string; href: string }[] =>
  keys.flatMap((key) => {
    const [kind, first, second] = key.split(':').map(encodeURIComponent);
    if (kind === 'hubspot')
      return { name: 'HubSpot', href: `https://app.hubspot.com/contacts/${first}/record/0-1/${second}` };
    if (kind === 'pipedrive') return { name: 'Pipedrive', href: `https://${first}.pipedrive.com/person/${second}` };
    return kind === 'linkedin' ? { name: 'LinkedIn', href: `https://www.linkedin.com/in/${first}/` } : [];
  });

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
