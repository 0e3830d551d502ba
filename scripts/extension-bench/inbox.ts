/** Gmail's list as the bench turns its pages: fifty rows at a time, replaced wholesale, with and without the extension alike. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { root } from '../build.ts';
import { addressOf } from './workspace.ts';

export const INBOX = 'https://mail.google.com/mail/u/0/';
export const ROWS = 50;
const saved = readFileSync(join(root, 'test/extension/fixtures/gmail-list.html'), 'utf8');
const [before = '', , after = ''] = /^([\s\S]*<tbody>)([\s\S]*)(<\/tbody>[\s\S]*)$/.exec(saved)?.slice(1) ?? [];

/** A row as the saved page has it, with the parts that any list has. */
const rowOf = (n: number): string =>
  `<tr class="zA zE" role="row"><td class="yX xY"><div class="yW"><span class="bA4"><span class="yP" email="${addressOf(n)}" name="Person ${n}" data-hovercard-id="${addressOf(n)}">Person ${n}</span></span></div></td><td class="xY a4W"><div class="xS" role="link"><span class="bog">Subject ${n}</span></div></td></tr>`;

/** Out: the rows of people `list` × 50 and on. */
export const rowsOf = (list: number): string => Array.from({ length: ROWS }, (_, i) => rowOf(list * ROWS + i)).join('');

/** Out: the whole page with that list in it. */
export const inboxOf = (list: number): string => before + rowsOf(list) + after;

/** Turns to a list, as Gmail does: the rows that were there are gone. */
export const turn = (page: Page, rows: string): Promise<void> =>
  page.evaluate((html) => {
    const body = document.querySelector('table.F tbody');
    if (body !== null) body.innerHTML = html;
  }, rows);

export const hasBadges = (page: Page, count = ROWS): Promise<unknown> =>
  page.waitForFunction((wanted) => document.querySelectorAll('tr steelyard-badge').length >= wanted, count, {
    polling: 20,
    timeout: 20_000,
  });

export interface Cost {
  /** ms */
  script: number;
  /** ms: script, style and layout. */
  work: number;
  /** bytes, after garbage collection */
  heap: number;
  nodes: number;
}

/** Out: what the page's process has spent so far, in everything that runs in the page. */
export async function costOf(session: CDPSession): Promise<Cost> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  const script = of('ScriptDuration') * 1000;
  const work = script + (of('LayoutDuration') + of('RecalcStyleDuration')) * 1000;
  return { script, work, heap: of('JSHeapUsedSize'), nodes: of('Nodes') };
}
