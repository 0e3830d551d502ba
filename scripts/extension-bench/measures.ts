/** What is measured in Gmail's list: the badge after a row, the first badge of a page, what turning pages costs, news. */
import type { BrowserContext, Page } from 'playwright-core';
import type { Installation } from '../installation.ts';
import { type Figure, p95, percentile, round } from './figures.ts';
import { type Cost, costOf, hasBadges, INBOX, ROWS, rowsOf, turn } from './inbox.ts';
import { addressOf, call, type Line } from './workspace.ts';

const COLD = 20;
const TURNS = 40;
const LONG = 100;
const NEWS = 50;
/** A turned page has settled by then (ms). */
const SETTLE = 100;
/** Lists that the turns go through; the first ones are left to the cold pages. */
const LISTS = [100, 101, 102, 103].map((list) => ({ list, rows: rowsOf(list) }));

async function open(context: BrowserContext, list: number): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${INBOX}?list=${list}`);
  return page;
}

/** From the start of the navigation to the last badge of a page of people whom this device has never met; beside it, the page without us. */
export async function cold(rep: BrowserContext, plain: BrowserContext, { scores }: Line): Promise<Figure[]> {
  scores.length = 0;
  const [samples, without]: [number[], number[]] = [[], []];
  for (let list = 0; list < COLD; list++) {
    const page = await rep.newPage();
    await page.addInitScript((wanted) => {
      new MutationObserver(() => {
        const isDone = document.querySelectorAll('tr steelyard-badge').length >= wanted;
        if (isDone) document.documentElement.dataset.done ??= String(performance.now());
      }).observe(document, { childList: true, subtree: true });
    }, ROWS);
    await page.goto(`${INBOX}?list=${list}`);
    await hasBadges(page);
    samples.push(await page.evaluate(() => Number(document.documentElement.dataset.done)));
    await page.close();
    const bare = await open(plain, list);
    without.push(await bare.evaluate(() => performance.timing.loadEventStart - performance.timing.navigationStart));
    await bare.close();
  }
  const beside = (figure: string, of: number[]): Figure => {
    const [half, high] = [0.5, 0.95].map((share) => round(percentile(of, share)));
    return { figure, seen: `p50 ${half}, p95 ${high} ms (${of.length})`, goal: '–', isMet: null };
  };
  return [
    p95('all 50 badges after navigation start, cold', samples, 400),
    beside('… the same page without us has loaded', without),
    beside('… the API has answered, line included', scores),
  ];
}

/** From a list's coming to its last badge, when its scores are known. */
export async function warm(rep: BrowserContext): Promise<Figure[]> {
  const page = await open(rep, 100);
  for (const { rows } of LISTS) {
    await turn(page, rows);
    await hasBadges(page);
  }
  const samples: number[] = [];
  for (let i = 0; i < TURNS; i++) {
    const took = page.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          let begun = 0;
          new MutationObserver((_, observer) => {
            begun ||= performance.now();
            if (document.querySelectorAll('tr steelyard-badge').length < wanted) return;
            observer.disconnect();
            resolve(performance.now() - begun);
          }).observe(document.body, { childList: true, subtree: true });
        }),
      ROWS,
    );
    await turn(page, LISTS[i % LISTS.length]?.rows ?? '');
    samples.push(await took);
  }
  await page.close();
  return [p95('the last of 50 badges after its row, cached', samples, 100)];
}

/** What turning pages costs the page, beside the same page without us; one flush; memory; a hidden tab. */
export async function turns(rep: BrowserContext, plain: BrowserContext): Promise<Figure[]> {
  const [ours, theirs] = [await ready(rep, true), await ready(plain, false)];
  const longTasks = await ours.page.evaluateHandle(() => {
    const seen: number[] = [];
    new PerformanceObserver((list) => seen.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ['longtask'],
    });
    return seen;
  });
  const after = async (count: number): Promise<[Cost, Cost]> => {
    for (let i = 0; i < count; i++) {
      const { rows } = LISTS[i % LISTS.length] ?? { rows: '' };
      for (const { page } of [ours, theirs]) {
        await turn(page, rows);
        await page.waitForTimeout(SETTLE);
      }
    }
    return [await costOf(ours.session), await costOf(theirs.session)];
  };
  const [begun, begunWithout] = await after(4);
  const [done, doneWithout] = await after(TURNS);
  const added = done.script - begun.script - (doneWithout.script - begunWithout.script);
  const addedWork = done.work - begun.work - (doneWithout.work - begunWithout.work);
  const tasks = await longTasks.jsonValue();
  const flushes = await flushesOf(ours.page);
  const [last, lastWithout] = await after(LONG - TURNS);
  const grown = (last.heap - done.heap - (lastWithout.heap - doneWithout.heap)) / 1024;
  const hidden = await whileHidden(rep, ours);
  await Promise.all([ours.page.close(), theirs.page.close()]);
  const at = (share: number) => percentile(flushes, share);
  const [half, high, max] = [at(0.5), at(0.95), at(1)];
  return [
    {
      figure: 'added script over 40 turns',
      seen: `${round(added)} ms; with style and layout ${round(addedWork)} ms`,
      goal: '≤ 150 ms',
      isMet: added <= 150,
    },
    {
      figure: 'long tasks in these turns',
      seen: `${tasks.length} (${tasks.map(round).join(', ')})`,
      goal: '0',
      isMet: tasks.length === 0,
    },
    {
      figure: 'script of one flush',
      seen: `p50 ${round(half)}, p95 ${round(high)}, max ${round(max)} ms (${flushes.length})`,
      goal: 'p50 ≤ 0.2, p95 ≤ 2, max ≤ 8 ms',
      isMet: half <= 0.2 && high <= 2 && max <= 8,
    },
    {
      figure: 'memory from turn 44 to 104, beside without',
      seen: `${Math.round(grown)} kB, ${last.nodes - done.nodes} nodes`,
      goal: 'no growth',
      isMet: grown < 256,
    },
    { figure: 'a hidden tab, 10 turns', seen: hidden.seen, goal: 'no work', isMet: hidden.isIdle },
  ];
}

async function ready(context: BrowserContext, hasOurs: boolean) {
  const page = await open(context, 100);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  if (hasOurs) await hasBadges(page);
  return { page, session };
}

/** Our flush is the page's only animation frame: what each takes is in the browser's own record, less the page's own style and layout. */
async function flushesOf(page: Page): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  const events: Traced[] = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...value.flatMap(tracedOf)));
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  const traceConfig = { includedCategories: ['devtools.timeline'] };
  await session.send('Tracing.start', { traceConfig, transferMode: 'ReportEvents' });
  for (let i = 0; i < 100; i++) {
    await page.evaluate((n) => {
      const row = document.querySelectorAll('tr.zA')[n % 50];
      row?.parentElement?.append(row.cloneNode(true));
      document.querySelector('tr.zA')?.remove();
    }, i);
    await page.waitForTimeout(30);
  }
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const layouts = events.filter(({ name }) => name === 'UpdateLayoutTree' || name === 'Layout');
  return events
    .filter(({ name }) => name === 'FireAnimationFrame')
    .map(({ ts, dur }) => {
      const inside = layouts.filter((one) => one.ts >= ts && one.ts + one.dur <= ts + dur);
      return (dur - inside.reduce((sum, one) => sum + one.dur, 0)) / 1000;
    });
}

interface Traced {
  name: string;
  /** µs */
  ts: number;
  dur: number;
}
const tracedOf = ({ name, ts, dur }: Record<string, unknown>): Traced[] =>
  typeof name === 'string' && typeof ts === 'number' && typeof dur === 'number' ? [{ name, ts, dur }] : [];

async function whileHidden(rep: BrowserContext, { page, session }: Awaited<ReturnType<typeof ready>>) {
  // Playwright lets every page believe that it is in front.
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  const other = await rep.newPage();
  await other.bringToFront();
  const isHidden = await page
    .waitForFunction(() => document.hidden, null, { timeout: 5000, polling: 50 })
    .then(
      () => true,
      () => false,
    );
  const before = await costOf(session);
  for (let i = 0; i < 10; i++) await turn(page, LISTS[i % LISTS.length]?.rows ?? '');
  await page.waitForTimeout(500);
  const badges = await page.locator('tr steelyard-badge').count();
  const { script } = await costOf(session);
  await other.close();
  await page.bringToFront();
  const seen = `${badges} badges drawn, ${round(script - before.script)} ms of script in all`;
  return { seen: isHidden ? seen : `${seen} (this browser does not hide it)`, isIdle: isHidden ? badges === 0 : null };
}

/** From a server's word to the badge in the list. */
export async function live(rep: BrowserContext, site: Installation): Promise<Figure[]> {
  const page = await open(rep, 100);
  await hasBadges(page);
  const samples: number[] = [];
  for (let i = 0; i < NEWS; i++) {
    const email = addressOf(100 * ROWS + i);
    const badge = page.locator(`tr:has(span[email="${email}"]) steelyard-badge`);
    const text = await badge.innerText();
    const touch = { id: `news-${i}`, email, type: 'demo_requested', occurredAt: new Date().toISOString() };
    const begun = performance.now();
    await call(site, 'POST', '/v1/touches', { touches: [touch] });
    await page.waitForFunction(
      ([address, old]) =>
        document.querySelector(`tr:has(span[email="${address}"]) steelyard-badge`)?.textContent !== old,
      [email, text] as const,
      { polling: 20, timeout: 20_000 },
    );
    samples.push(performance.now() - begun);
  }
  await page.close();
  return [p95('from an event’s arrival to the badge', samples, 1000)];
}
