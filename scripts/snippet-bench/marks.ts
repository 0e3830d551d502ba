/** The events of the bench inside whatever a peer sends: JSON, forms, addresses, packed or in base64. */
import { gunzipSync } from 'node:zlib';

/** An event of the bench as it was found: what it is called, and the id that its peer gave it ('' for none). */
export interface Mark {
  marker: string;
  id: string;
}

const MARKER = /mk[a-z]+\d+x\d+mk/g;

/** In: what an event belongs to (letters), a trial, its number in it. Out: its name, which survives any encoding of text. */
export const markerOf = (scenario: string, trial: number, number: number): string =>
  `mk${scenario}${trial}x${number}mk`;

/** In: an address with its query, a body, the property in which the peer names its events ('' for none). Out: the events in them. */
export function marksIn(address: string, body: Buffer, idName: string): Mark[] {
  const found: Mark[] = [];
  for (const text of [address, ...textsOf(body)]) {
    const value = parsed(text);
    if (value === undefined) for (const marker of text.match(MARKER) ?? []) found.push({ marker, id: '' });
    else collect(value, '', idName, found);
  }
  // A peer may say an event's name twice in one event.
  return [...new Map(found.map((mark) => [`${mark.marker} ${mark.id}`, mark])).values()];
}

function textsOf(body: Buffer): string[] {
  const isPacked = body[0] === 0x1f && body[1] === 0x8b;
  const text = (isPacked ? gunzipSync(body) : body).toString('utf8');
  if (parsed(text) !== undefined) return [text];
  if (/^[\w+/]+=*$/.test(text)) return [Buffer.from(text, 'base64').toString('utf8')];
  const fields = /name="\w+"\r\n\r\n/.test(text)
    ? [...text.matchAll(/name="\w+"\r\n\r\n([\s\S]*?)\r\n--/g)].map(([, value = '']) => value)
    : [...new URLSearchParams(text).values()];
  return fields.flatMap((field) =>
    /^[\w+/]{40,}=*$/.test(field) ? [Buffer.from(field, 'base64').toString()] : [field],
  );
}

/** The id is that of the nearest thing around the marker that has one. */
function collect(value: unknown, id: string, idName: string, found: Mark[]): void {
  if (typeof value === 'string') {
    for (const marker of value.match(MARKER) ?? []) found.push({ marker, id });
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, id, idName, found);
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const own = entries.find(([name, said]) => name === idName && typeof said === 'string')?.[1];
    for (const [, item] of entries) collect(item, own === undefined ? id : String(own), idName, found);
  }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
