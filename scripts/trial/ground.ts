/** The ground of a trial: an installation of its own with the demo form, the browsers, and the verdict as the API gives it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import * as v from 'valibot';
import { ensureBrowser } from '../browser.ts';
import { type Installation, startInstallation } from '../installation.ts';

const ARGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'];
/** A submission that the API does not know after this long (ms) never arrived. */
const PATIENCE = 15_000;

const Kind = v.object({ kind: v.string(), weight: v.number(), count: v.number() });
const Spam = v.object({ verdict: v.picklist(['clean', 'suspicious', 'spam']), evidence: v.array(Kind) });
const Known = v.object({
  spam: v.optional(Spam),
  score: v.optional(v.object({ spam: Spam })),
  lead: v.optional(v.object({ id: v.string() })),
});
const Timeline = v.object({
  touches: v.array(v.object({ type: v.string(), evidence: v.optional(v.record(v.string(), v.unknown())) })),
});

export type Verdict = v.InferOutput<typeof Spam> & {
  /** What the form saw and the edge added, as stored: newest submission first. */
  raw: (Record<string, unknown> | undefined)[];
};

export class Ground {
  readonly site: Installation;
  /** A browser with nothing in it that tells of automation: what people have, and bots that were patched. */
  readonly plain: Browser;
  /** A browser as a script gets it. */
  readonly driven: Browser;
  private readonly state: string;

  private constructor(site: Installation, state: string, plain: Browser, driven: Browser) {
    this.site = site;
    this.state = state;
    this.plain = plain;
    this.driven = driven;
  }

  static async start(): Promise<Ground> {
    const state = mkdtempSync(join(tmpdir(), 'steelyard-trial-'));
    const open = (...more: string[]) => chromium.launch({ executablePath: ensureBrowser(), args: [...ARGS, ...more] });
    const site = await startInstallation(state, 0);
    const driven = await open();
    // For the whole browser: an agent that is set for a page is lost by what outlives the page, as the last request of a form does.
    const agent = agentOf(driven.version(), false);
    const plain = await open('--disable-blink-features=AutomationControlled', `--user-agent=${agent}`);
    return new Ground(site, state, plain, driven);
  }

  async stop(): Promise<void> {
    await Promise.all([this.plain.close(), this.driven.close()]);
    await this.site.stop();
    rmSync(this.state, { recursive: true, force: true });
  }

  get form(): string {
    return `${this.site.url}/demo/demo-request`;
  }

  /** The user agent of the browser at hand, as it would be on a screen. */
  agent = (isOnPhone = false): string => agentOf(this.plain.version(), isOnPhone);

  /** In: the address that a submission gave. Out: what the installation makes of whoever gave it. Errors: it never arrived. */
  async verdictOn(email: string): Promise<Verdict> {
    for (const started = performance.now(); performance.now() - started < PATIENCE; await pause(150)) {
      const known = v.parse(Known, await this.ask(`/v1/scores?email=${encodeURIComponent(email)}&fresh=1`));
      const spam = known.score?.spam ?? known.spam;
      if (known.lead === undefined || spam === undefined) continue;
      const { touches } = v.parse(Timeline, await this.ask(`/v1/leads/${known.lead.id}/timeline`));
      const forms = touches.filter(({ type }) => type === 'form_submitted');
      if (forms.length > 0) return { ...spam, raw: forms.map(({ evidence }) => evidence) };
    }
    throw new Error(`the submission of ${email} never arrived`);
  }

  private async ask(path: string): Promise<unknown> {
    const answer = await fetch(this.site.url + path, {
      headers: { authorization: `Bearer ${this.site.keys.secretKey}` },
    });
    return answer.json();
  }
}

function agentOf(version: string, isOnPhone: boolean): string {
  const [major] = version.split('.');
  const [system, form] = isOnPhone ? ['Linux; Android 10; K', 'Mobile '] : ['X11; Linux x86_64', ''];
  return `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 ${form}Safari/537.36`;
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
