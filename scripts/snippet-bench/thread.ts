/** What a peer costs the page's main thread: when it loads, when somebody does something, and whether it makes the page wait for a layout. */
import type { Browser, Page } from 'playwright-core';
import { type Recorder, VIEW } from './server.ts';
import { type Cost, trace } from './trace.ts';
import { openPerson, pause } from './visitor.ts';

/** Medians over the rounds, of what is measured in each. Times in ms of the main thread's CPU in scripts. */
export interface Thread {
  load: number;
  /** Load as a multiple of the floor's in the same round. */
  timesFloor: number;
  /** A click on a plain button, a key in a field of a form, a click on a download. */
  click: number;
  key: number;
  download: number;
  longTasks: number;
  forcedLayouts: number;
  /** Of one view of a page by somebody who came for the first time, until it is idle. */
  requests: number;
  preflights: number;
  /** How much the loads differ: a quarter of them is below, a quarter above (ms). */
  loadBetween: [number, number];
}

const ROUNDS = 7;
const FEWEST = 3;
const TIMES = 5;
/** When the last page has loaded, or been touched, timers and answers are still to come (ms). */
const TAIL = VIEW;
const TOUCH_TAIL = 500;

type Act = (page: Page) => Promise<void>;
type Acts = Record<'click' | 'key' | 'download', Act>;
type Asked = Pick<Recorder, 'requests' | 'preflights'>;
type Round = Record<'load' | keyof Acts, Map<string, Cost>> & { asked: Map<string, Asked> };

/** In: a browser, the peers' servers with the floor's first, when to stop at the latest (`performance.now()`). Out: costs by peer, rounds. */
export async function threads(
  browser: Browser,
  recorders: Recorder[],
  until: number,
): Promise<{ costs: Map<string, Thread>; rounds: number }> {
  const layouts = await layoutsOf(browser, recorders);
  const rounds: Round[] = [];
  let longest = 0;
  while (rounds.length < ROUNDS && (rounds.length < FEWEST || performance.now() + longest < until)) {
    const started = performance.now();
    // Another one is first each time: the first is where the browser warms up.
    const turn = (rounds.length * 5) % recorders.length;
    rounds.push(await round(browser, [...recorders.slice(turn), ...recorders.slice(0, turn)]));
    longest = Math.max(longest, performance.now() - started);
  }
  const floor = recorders[0]?.site ?? '';
  const costs = recorders.map(({ site, script }): [string, Thread] => [
    script.peer.name,
    { ...costOf(rounds, site, floor), forcedLayouts: layouts.get(site)?.forcedLayouts ?? Number.NaN },
  ]);
  return { costs: new Map(costs), rounds: rounds.length };
}

/** Everybody loads, then everybody is touched, in turns. */
async function round(browser: Browser, recorders: Recorder[]): Promise<Round> {
  const sites = recorders.map(({ site }) => site);
  const people = await Promise.all(recorders.map(() => openPerson(browser)));
  const pages = await Promise.all(people.map((person) => person.newPage()));
  const load = await trace(browser, recorders, 'loading', async () => {
    for (const [i, page] of pages.entries()) await page.goto(`${sites[i]}/site/still`);
    await pause(TAIL);
  });
  const asked = new Map(
    recorders.map(({ site, requests, preflights }): [string, Asked] => [site, { requests, preflights }]),
  );
  const touched = async (act: Act) =>
    trace(browser, recorders, 'touched', async () => {
      for (let time = 0; time < TIMES; time++) for (const page of pages) await act(page);
      await pause(TOUCH_TAIL);
    });
  const acts = await actsOn(pages[0]);
  const click = await touched(acts.click);
  for (const page of pages) await page.focus('#field');
  const key = await touched(acts.key);
  const download = await touched(acts.download);
  await Promise.all(people.map((person) => person.close()));
  return { load, click, key, download, asked };
}

/** On a page whose layout is never clean: loaded, touched in every way, scrolled, left. Counted once, for it is no matter of time. */
async function layoutsOf(browser: Browser, recorders: Recorder[]): Promise<Map<string, Cost>> {
  const people = await Promise.all(recorders.map(() => openPerson(browser)));
  const pages = await Promise.all(people.map((person) => person.newPage()));
  const sites = recorders.map(({ site }) => site);
  await pages[0]?.goto(`${sites[0]}/site/blank`);
  const acts = await actsOn(pages[0]);
  const costs = await trace(browser, recorders, 'always', async () => {
    for (const [i, page] of pages.entries()) {
      await page.goto(`${sites[i]}/site/dirty`);
      for (const act of Object.values(acts)) await act(page);
      await page.mouse.wheel(0, 400);
    }
    await pause(TAIL);
    for (const [i, page] of pages.entries()) await page.goto(`${sites[i]}/site/blank`);
    await pause(TOUCH_TAIL);
  });
  await Promise.all(people.map((person) => person.close()));
  return costs;
}

/** By the mouse and the keyboard of the browser, not by code in the page, which would be measured too. All pages look alike. */
async function actsOn(page: Page | undefined): Promise<Acts> {
  const middle = async (selector: string) => {
    const box = await page?.locator(selector).boundingBox();
    if (!box) throw new Error(`The page has no ${selector}.`);
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  const [button, link] = [await middle('#plain'), await middle('#file')];
  return {
    click: ({ mouse }) => mouse.click(...button),
    key: ({ keyboard }) => keyboard.press('a'),
    download: ({ mouse }) => mouse.click(...link),
  };
}

function costOf(rounds: Round[], site: string, floor: string): Omit<Thread, 'forcedLayouts'> {
  const of = (part: 'load' | keyof Acts, what: keyof Cost) =>
    rounds.map((round) => round[part].get(site)?.[what] ?? Number.NaN);
  const loads = of('load', 'scriptMs').toSorted((a, b) => a - b);
  const ratios = rounds.map(({ load }) => (load.get(site)?.scriptMs ?? 0) / (load.get(floor)?.scriptMs ?? 0));
  const quarter = (share: number) => loads[Math.floor((loads.length - 1) * share)] ?? Number.NaN;
  return {
    load: median(loads),
    timesFloor: median(ratios),
    click: median(of('click', 'scriptMs')) / TIMES,
    key: median(of('key', 'scriptMs')) / TIMES,
    download: median(of('download', 'scriptMs')) / TIMES,
    longTasks: median(of('load', 'longTasks')),
    requests: median(rounds.map(({ asked }) => asked.get(site)?.requests ?? Number.NaN)),
    preflights: median(rounds.map(({ asked }) => asked.get(site)?.preflights ?? Number.NaN)),
    loadBetween: [quarter(0.25), quarter(0.75)],
  };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [below, above] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return ((below ?? Number.NaN) + (above ?? Number.NaN)) / 2;
}
