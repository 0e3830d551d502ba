/** What a request gives away of its sender, whatever the page in it says: does a browser call like this? */
import { isbot } from 'isbot';
import * as v from 'valibot';
import type { Evidence } from '../shared/event';

/** Engines send these since version 80 to 95; from here on they are certain. */
const MODERN = /\b(Chrome|Firefox)\/\d{3}/;
const CHROMIUM = /\bChrome\/\d{3}/;
/** By this a bot says that it is a crawler: its name, or the page that explains it. There are phones called "Cubot". */
const CRAWLER = /(?<!cu)bot|crawl|spider|https?:/i;
/** Cloudflare's bot score runs from 1 (automated) to 99 (human); below 30 it is likely a bot (developers.cloudflare.com/bots). */
const LIKELY_BOT = 30;

/** What Cloudflare says of a request's sender, where the zone has Bot Management. */
const Signals = v.object({
  botManagement: v.object({ score: v.optional(v.number(), 99), verifiedBot: v.optional(v.boolean(), false) }),
});
const NO_SIGNALS = { botManagement: { score: 99, verifiedBot: false } };

/** A request as the platform hands it over. */
export interface Sent {
  headers: Headers;
  url: string;
  cf?: unknown;
}

/**
 * In: a request with an event of a page. Out: evidence on its sender, {} on a browser's. `missingHeaders` counts what every
 * browser of that name sends along and this one does not: privacy tools and proxies drop one, plain clients lack several.
 */
export function senderEvidence({ headers, url, cf }: Sent): Evidence {
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
  const { score, verifiedBot } = signalsIn(cf).botManagement;
  const isBot = verifiedBot || isbot(agent);
  return {
    ...(isBot ? { botAgent: true } : {}),
    ...(isBot && (verifiedBot || CRAWLER.test(agent)) ? { crawler: true } : {}),
    ...(score < LIKELY_BOT && !verifiedBot ? { likelyBot: true } : {}),
    ...(missing === 0 ? {} : { missingHeaders: missing }),
  };
}

function signalsIn(cf: unknown) {
  const parsed = v.safeParse(Signals, cf);
  return parsed.success ? parsed.output : NO_SIGNALS;
}
