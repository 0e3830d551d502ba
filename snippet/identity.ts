/** Names: the visitor's, which is a random id that this browser keeps, and each event's. Never derived from a device. */
import { load, save } from './storage';

const NAME = '_sy';
const TRIAL = '_syt';
/** 13 months, in seconds: what European regulators accept; browsers cap at 400 days. */
const KEPT = 34_190_000;

let visitor = '';

/** Out: the visitor's id. Kept in a first-party cookie so that subdomains agree, else in local storage, else for this page. */
export function visitorId(): string {
  if (visitor) return visitor;
  visitor = cookie() || load(NAME) || uuid();
  // Written on each page, since Safari forgets what scripts have written after seven days.
  if (!writeCookie(visitor, KEPT)) save(NAME, visitor);
  return visitor;
}

/** Removes the visitor's id from wherever it is kept. */
export function forgetVisitor(): void {
  visitor = '';
  save(NAME, '');
  if (cookie()) writeCookie('', 0);
}

let lastTime = '';
let count = 0;

/** Out: a UUIDv7 (RFC 9562): 48 bits of time, 12 that count within the ms, so that ids sort by age, and 60 random ones. */
export function uuid(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  count = time === lastTime ? count + 1 : 0;
  lastTime = time;
  const random = [...crypto.getRandomValues(new Uint8Array(8))]
    .map((byte) => (byte + 256).toString(16).slice(1))
    .join('');
  const digits = `${time}7${(count + 4096).toString(16).slice(-3)}8${random.slice(1)}`;
  return digits.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Only an id as we make them: somebody else's cookie may have our name. */
const cookie = (): string => /(?:^|; )_sy=([\da-f]{8}-[\da-f-]{27})(?:;|$)/.exec(document.cookie)?.[1] ?? '';

/**
 * Writes the cookie on the widest domain that the browser takes, found by trial with a cookie of another name: it refuses public
 * suffixes such as `co.uk`, and no list of them fits into a snippet. The id itself is never taken away in between, for another tab
 * that looks just then would begin a new visitor. Out: whether it was taken.
 */
function writeCookie(value: string, seconds: number): boolean {
  const labels = location.hostname.split('.');
  for (let first = labels.length - 2; first > -2; first--) {
    const domain = first < 0 ? '' : `;domain=${labels.slice(first).join('.')}`;
    put(TRIAL, '1', 9, domain);
    const isTaken = document.cookie.includes(`${TRIAL}=1`);
    put(TRIAL, '', 0, domain);
    if (!isTaken) continue;
    put(NAME, value, seconds, domain);
    if (cookie() === value) return true;
  }
  return false;
}

function put(name: string, value: string, seconds: number, domain: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and not everywhere.
  document.cookie = `${name}=${value};path=/;max-age=${seconds};SameSite=Lax${domain}`;
}
