/** What arrives of the events that a page tells of just before it goes, without a network, or while the server fails. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { markerOf } from './marks.ts';
import type { Recorder } from './server.ts';
import { openPerson, pause } from './visitor.ts';

/** What became of a scenario's events. */
export interface Delivered {
  sent: number;
  /** Events that arrived in time, and those that arrived only because somebody came back to the site. */
  arrived: number;
  late: number;
  /** Events that came over the wire again. */
  again: number;
  /** Events that are counted twice even where each id is counted once. */
  doubled: number;
}

export type Scenario = 'leave' | 'close' | 'burst' | 'flood' | 'offline' | 'down';
export type Delivery = Record<Scenario, Delivered>;

const TRIALS = 3;
/** Events of a click. */
const FEW = 6;
const PAGES = 12;
const BURST = 20;
/** So many events of one page that their bodies come near what may be in flight when it goes (64 KiB). */
const FLOOD = 240;
const KEPT = 10;
/** How long a first page is read before anything happens on it, so that every peer has done its work (ms). */
const READ = 2000;
/** How long each page of a walk is looked at (ms). */
const GLANCE = 500;
/** When the last page has gone, requests are still under way (ms). */
const SETTLE = 1200;
/** How long there is no network or no server, how long its page then stays, and how long the next page of the site does (ms). */
const OUTAGE = 8000;
const STAY = 7000;
const NEXT_VISIT = 7000;

interface Visit {
  recorder: Recorder;
  person: BrowserContext;
  page: Page;
  /** The events that arrived in time. */
  inTime: Set<string>;
}

type Act = (visits: Visit[]) => Promise<void>;

/** In: a browser, the peers' servers. Out: what arrived, by peer. One peer at a time acts; in its pauses the others do. */
export async function deliver(browser: Browser, recorders: Recorder[]): Promise<Map<string, Delivery>> {
  const inTime = new Map(recorders.map((recorder) => [recorder, new Set<string>()]));
  const meet = ([recorder, names]: [Recorder, Set<string>]): Promise<Visit> =>
    openPerson(browser).then(async (person) => ({ recorder, person, page: await person.newPage(), inTime: names }));
  const run = async (act: Act) => {
    const visits = await Promise.all([...inTime].map(meet));
    await act(visits);
    await Promise.all(visits.map(({ person }) => person.close()));
  };
  // What mostly waits may wait together; a server that is down would disturb the others.
  await Promise.all([offline, leave, close].map(run));
  for (const act of [burst, flood, down]) await run(act);
  return new Map([...inTime].map(([recorder, names]) => [recorder.script.peer.name, deliveryOf(recorder, names)]));
}

/** A click tells of a few events, and its link leads to another site. */
async function leave(visits: Visit[]): Promise<void> {
  for (let trial = 0; trial < TRIALS; trial++) {
    await read(visits, trial);
    for (const visit of visits) await tell(visit.page, markers('leave', trial, FEW), elsewhere(visit));
    await settle(visits);
  }
  await read(visits, TRIALS);
}

/** A click tells of a few events, and the tab is closed. */
async function close(visits: Visit[]): Promise<void> {
  for (let trial = 0; trial < TRIALS; trial++) {
    await read(visits, trial);
    for (const visit of visits) {
      await tell(visit.page, markers('close', trial, FEW), '');
      const isClosed = visit.page.waitForEvent('close');
      await visit.page.close({ runBeforeUnload: true });
      await isClosed;
      visit.page = await visit.person.newPage();
    }
    await settle(visits);
  }
  await read(visits, TRIALS);
}

/** Each page of a walk through the site tells of many events at once, and goes to the next page in the same breath. */
async function burst(visits: Visit[]): Promise<void> {
  await read(visits, PAGES);
  for (let trial = 0; trial < PAGES; trial++) {
    const arrivals: Promise<void>[] = [];
    for (const visit of visits) {
      const next = trial === PAGES - 1 ? elsewhere(visit) : pageIn(visit, trial);
      arrivals.push(visit.page.waitForURL(next, { waitUntil: 'load' }));
      await tell(visit.page, markers('burst', trial, BURST), next);
    }
    await Promise.all(arrivals);
    await pause(GLANCE);
  }
  await settle(visits);
  await read(visits, PAGES);
}

/** One page tells of all of them at once, and leads to another site. */
async function flood(visits: Visit[]): Promise<void> {
  await read(visits, 0);
  for (const visit of visits) await tell(visit.page, markers('flood', 0, FLOOD), elsewhere(visit));
  await settle(visits);
  await read(visits, 1);
}

const offline = (visits: Visit[]) => outage(visits, 'offline', ({ person }, isBroken) => person.setOffline(isBroken));

const down = (visits: Visit[]) => outage(visits, 'down', async ({ recorder }, isBroken) => recorder.fail(isBroken));

/** The page tells of events while something is broken; then all is well again, and later the next page is read. */
async function outage(
  visits: Visit[],
  scenario: Scenario,
  set: (visit: Visit, isBroken: boolean) => Promise<void>,
): Promise<void> {
  await read(visits, 0);
  const suffer = async (visit: Visit) => {
    await set(visit, true);
    for (const marker of markers(scenario, 0, KEPT)) await tell(visit.page, [marker], '');
    await pause(OUTAGE);
    await set(visit, false);
  };
  await Promise.all(visits.map(suffer));
  await pause(STAY);
  await read(visits, 1);
  await pause(NEXT_VISIT);
  await settle(visits);
}

const markers = (scenario: Scenario, trial: number, count: number): string[] =>
  Array.from({ length: count }, (_, number) => markerOf(scenario, trial, number));

/** Another site: the same machine by another name. */
const elsewhere = ({ recorder }: Visit): string => `${recorder.site.replace('127.0.0.1', 'localhost')}/site/blank`;

/** As long as an address of a shop is: it is part of every event. */
const pageIn = ({ recorder }: Visit, number: number): string =>
  `${recorder.site}/site/products/weighing-platforms/${number}`;

async function read(visits: Visit[], number: number): Promise<void> {
  await Promise.all(visits.map((visit) => visit.page.goto(pageIn(visit, number))));
  await pause(READ);
}

/** What has not arrived by now comes only because somebody comes back. */
async function settle(visits: Visit[]): Promise<void> {
  await pause(SETTLE);
  for (const { recorder, inTime } of visits) for (const { marker } of recorder.marks) inTime.add(marker);
}

/** Tells the peer, and goes where `next` says ('' to stay), both in one task of the page. */
const tell = (page: Page, events: string[], next: string): Promise<unknown> =>
  page.evaluate(`bench(${JSON.stringify(events)}); ${next === '' ? '' : `location.href = ${JSON.stringify(next)};`} 1`);

function deliveryOf({ marks, script }: Recorder, inTime: Set<string>): Delivery {
  const of = (scenario: Scenario, sent: number): Delivered => {
    const ours = marks.filter(({ marker }) => marker.startsWith(`mk${scenario}`));
    const names = new Set(ours.map(({ marker }) => marker));
    // Without an id every arrival is another event.
    const counted = script.peer.id === '' ? ours.length : new Set(ours.map(({ marker, id }) => `${marker} ${id}`)).size;
    const arrived = [...names].filter((name) => inTime.has(name)).length;
    return {
      sent,
      arrived,
      late: names.size - arrived,
      again: ours.length - names.size,
      doubled: counted - names.size,
    };
  };
  return {
    leave: of('leave', TRIALS * FEW),
    close: of('close', TRIALS * FEW),
    burst: of('burst', PAGES * BURST),
    flood: of('flood', FLOOD),
    offline: of('offline', KEPT),
    down: of('down', KEPT),
  };
}
