/** Chromium's own record of what its main threads did, page by page. */
import type { Browser } from 'playwright-core';
import { type Recorder, VIEW } from './server.ts';

/** What the scripts of one page cost while it was recorded. */
export interface Cost {
  /** CPU time of the main thread in scripts: fetched ones compiled and run, their timers, listeners and promises (ms). */
  scriptMs: number;
  /** Tasks with a script in them that take 50 ms of CPU and more: by the clock, a busy machine makes any task long. */
  longTasks: number;
  /** Layouts inside a script, which made the page wait for them. */
  forcedLayouts: number;
}

interface Span {
  name: string;
  pid: number;
  tid: number;
  /** µs: begin, length by the clock, length by the thread's CPU. */
  ts: number;
  dur: number;
  tdur: number;
  url: string;
  /** Of an event: what happened. */
  type: string;
}

const CATEGORIES = ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8', 'v8.execute'];
const LONG = 50_000;
/** Spans of a page's code that say whose it is, and those that only occur for somebody's code. */
const NAMED = new Set(['EvaluateScript', 'FunctionCall', 'v8.compile']);
const UNNAMED = new Set(['RunMicrotasks']);

/** What somebody's hand does, and how long after it a script is taken to run because of it (µs): later ones are timers of the page's own. */
const TOUCH = /^(pointer|mouse)(down|up|move)|^(click|auxclick|keydown|keypress|keyup|input|beforeinput)$/;
const BECAUSE = 400_000;
type When = 'loading' | 'touched' | 'always';

/**
 * In: a browser, the peers' servers, when scripts count (while the page loads, after somebody touched it), what to do meanwhile.
 * Out: the cost by origin of the page.
 */
export async function trace(
  browser: Browser,
  recorders: Recorder[],
  when: When,
  work: () => Promise<void>,
): Promise<Map<string, Cost>> {
  await browser.startTracing(undefined, { categories: CATEGORIES });
  await work();
  const record: unknown = JSON.parse((await browser.stopTracing()).toString('utf8'));
  const spans = itemsOf(record).flatMap(spanOf);
  return new Map(recorders.map((recorder) => [recorder.site, costOf(spans, recorder, when)]));
}

/** Each page has a process of its own, in which the addresses of the page and of the script are told. */
function costOf(spans: Span[], { site, service }: Recorder, when: When): Cost {
  const isOwn = (url: string) => url.startsWith(`${site}/site/`) || url === `${service}/tracker.js`;
  const pids = new Set(spans.filter(({ url }) => isOwn(url)).map(({ pid }) => pid));
  const own = spans.filter(({ pid }) => pids.has(pid)).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const touches = own.filter(({ name, type }) => name === 'EventDispatch' && TOUCH.test(type)).map(({ ts }) => ts);
  const all = outermost(own.filter(isScript));
  const first = all[0]?.ts ?? 0;
  const counts: Record<When, (span: Span) => boolean> = {
    loading: ({ ts }) => ts < first + VIEW * 1000,
    touched: ({ ts }) => touches.some((touch) => ts >= touch && ts < touch + BECAUSE),
    always: () => true,
  };
  const scripts = all.filter(counts[when]);
  const isInScript = (span: Span) => scripts.some((script) => isInside(span, script));
  return {
    scriptMs: scripts.reduce((sum, { tdur }) => sum + tdur, 0) / 1000,
    longTasks: own
      .filter(({ name, tdur }) => name === 'RunTask' && tdur >= LONG)
      .filter((task) => scripts.some((script) => isInside(script, task))).length,
    forcedLayouts: own.filter(({ name }) => name === 'Layout').filter(isInScript).length,
  };
}

/** What the driver of the browser runs in the page has no address of the web. */
const isScript = ({ name, url }: Span): boolean => UNNAMED.has(name) || (NAMED.has(name) && /^http/.test(url));

/** In: spans by their begin. Out: those that lie in no other. */
function outermost(spans: Span[]): Span[] {
  const found: Span[] = [];
  for (const span of spans) if (!found.some((outer) => isInside(span, outer))) found.push(span);
  return found;
}

const isInside = (inner: Span, outer: Span): boolean =>
  inner.pid === outer.pid &&
  inner.tid === outer.tid &&
  inner.ts >= outer.ts &&
  inner.ts + inner.dur <= outer.ts + outer.dur;

function itemsOf(record: unknown): unknown[] {
  const items = fieldOf(record, 'traceEvents');
  return Array.isArray(items) ? items : [];
}

/** Complete spans, and marks that tell an address. */
function spanOf(item: unknown): Span[] {
  const number = (name: string): number => Number(fieldOf(item, name) ?? 0);
  const data = fieldOf(fieldOf(item, 'args'), 'data');
  const url = String(fieldOf(data, 'url') ?? fieldOf(fieldOf(item, 'args'), 'fileName') ?? '');
  if (fieldOf(item, 'ph') !== 'X' && url === '') return [];
  const dur = number('dur');
  return [
    {
      ...{ name: String(fieldOf(item, 'name')), pid: number('pid'), tid: number('tid'), ts: number('ts'), dur, url },
      tdur: Number(fieldOf(item, 'tdur') ?? dur),
      type: String(fieldOf(data, 'type') ?? ''),
    },
  ];
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
