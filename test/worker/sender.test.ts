/** What a request gives away: crawlers by their names, browsers never, and what the network knows of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { senderKinds } from '../../shared/score/evidence.ts';
import { senderEvidence } from '../../worker/sender.ts';

const agents = (name: string) =>
  readFileSync(join(import.meta.dirname, `../fixtures/agents/${name}.txt`), 'utf8')
    .trimEnd()
    .split('\n');
/** What every browser sends, and this name. */
const from = (agent: string, more: Record<string, string> = {}, cf?: object) => {
  const headers = { origin: 'https://site.example', 'accept-language': 'en-GB', 'sec-fetch-site': 'cross-site' };
  const sent = new Headers({ ...headers, 'sec-ch-ua': '"Chromium";v="150"', ...more });
  sent.set('user-agent', agent.replace(/[^\x20-\x7e]/g, ''));
  return senderEvidence({ headers: sent, url: 'https://edge.example/v1/events', cf });
};
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';

describe('by its name', () => {
  it('no browser of the public list is a bot', () => {
    const list = agents('browsers');
    expect(list.length).toBeGreaterThan(500);
    expect(list.filter((agent) => from(agent).botAgent || from(agent).crawler)).toEqual([]);
  });

  it('of the crawlers of the public list at least 99 % are', () => {
    const list = agents('crawlers');
    const caught = list.filter((agent) => from(agent).botAgent);
    expect(list.length).toBeGreaterThan(600);
    expect(caught.length / list.length).toBeGreaterThanOrEqual(0.99);
  });

  it.each([
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)',
    'GPTBot/1.2 (+https://openai.com/gptbot)',
  ])('%s says that it is a crawler', (agent) => {
    expect(senderKinds(from(agent))).toEqual(['crawler']);
  });

  it('a tool is a bot, but no crawler', () => {
    expect(from('curl/8.5.0')).toEqual({ botAgent: true });
    expect(from('')).toEqual({ missingHeaders: 1 });
  });
});

describe('what Cloudflare says', () => {
  it('counts where it is there: a verified bot is a crawler, a low score tells a machine', () => {
    const verified = from(CHROME, {}, { botManagement: { score: 1, verifiedBot: true } });
    expect(senderKinds(verified)).toEqual(['crawler']);
    expect(senderKinds(from(CHROME, {}, { botManagement: { score: 12, verifiedBot: false } }))).toEqual(['webdriver']);
    expect(from(CHROME, {}, { botManagement: { score: 30 } })).toEqual({});
  });

  it.each([undefined, {}, { botManagement: null }, { botManagement: { score: 'low' } }])(
    'and nothing is read into %o',
    (cf) => {
      expect(from(CHROME, {}, cf)).toEqual({});
    },
  );
});
