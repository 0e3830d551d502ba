/** What a request gives away of its sender, whatever the page in it says: does a browser call like this? */
import { isbot } from 'isbot';
import type { Evidence } from '../shared/event';

/** Engines send these since version 80 to 95; from here on they are certain. */
const MODERN = /\b(Chrome|Firefox)\/\d{3}/;
const CHROMIUM = /\bChrome\/\d{3}/;

/**
 * In: a request with an event of a page. Out: evidence on its sender, {} on a browser's. `missingHeaders` counts what every
 * browser of that name sends along and this one does not: privacy tools and proxies drop one, plain clients lack several.
 */
export function senderEvidence({ headers, url }: Request): Evidence {
  const agent = headers.get('user-agent') ?? '';
  const isSecure = /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(url);
  const missing = [
    agent === '',
    !headers.has('origin'),
    // Clients that are no browser either leave it out or take any.
    /^(\*|$)/.test(headers.get('accept-language') ?? ''),
    isSecure && MODERN.test(agent) && !headers.has('sec-fetch-site'),
    isSecure && CHROMIUM.test(agent) && !headers.has('sec-ch-ua'),
  ].filter(Boolean).length;
  return { ...(isbot(agent) ? { botAgent: true } : {}), ...(missing === 0 ? {} : { missingHeaders: missing }) };
}
