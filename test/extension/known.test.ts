/** Whom a page knows: asking, cooling down, news, and the line to the background. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Known, openKnown } from '../../extension/known';
import type { Found, Link, Lookup, Named, OnScreen, Person, Push } from '../../extension/messages';
import { badgeText } from '../../extension/ui/badge';
import { DAY, HOUR } from '../../shared/event';
import { MODEL, NOW, personOf, snapshotOf } from './people';

const LIVE: Link = { connection: 'live', heardAt: NOW };
const email = 'ada@northwind.example';
const ada = personOf(await snapshotOf(email, 'Ada', [['demo_requested', 2]]));
const hotter = personOf(
  await snapshotOf(email, 'Ada', [
    ['demo_requested', 2],
    ['pricing_viewed', 1],
  ]),
);

const lookup = vi.fn<(keys: string[]) => Promise<Lookup>>();
const guess = vi.fn<(who: Named) => Promise<Person[]>>();
const confirm = vi.fn<(word: object) => Promise<undefined>>();
vi.mock('wxt/browser', () => {
  const answers = {
    lookup: (data: never) => lookup(data),
    guess: (data: never) => guess(data),
    confirm: (data: never) => confirm(data),
  };
  const sendMessage = async ({ type, data }: { type: keyof typeof answers; data: never }) => ({
    answer: await answers[type](data),
  });
  return { browser: { runtime: { sendMessage } } };
});

/** A port whose other end is in our hand. */
class Port {
  private heard: ((news: Push) => void)[] = [];
  private lost: (() => void)[] = [];
  postMessage = vi.fn();
  onMessage = { addListener: (listener: (news: Push) => void) => this.heard.push(listener) };
  onDisconnect = { addListener: (listener: () => void) => this.lost.push(listener) };
  say = (news: Push) => this.heard.forEach((listener) => void listener(news));
  lose = () => this.lost.forEach((listener) => void listener());
}

let ports: Port[];
let isValid: boolean;
let onChange: ReturnType<typeof vi.fn<() => void>>;
let known: Known;
const answer = (...people: Found[]) =>
  lookup.mockResolvedValue({ people, model: MODEL, link: LIVE, origin: 'https://steelyard.example' });
const asked = async (...emails: string[]) => {
  known.ask(emails);
  await vi.advanceTimersByTimeAsync(0);
};
const reading = () => {
  const found = known.found(email);
  return typeof found === 'object' ? known.reading(found) : null;
};
const badge = () => {
  const now = reading();
  return now === null ? null : badgeText(now.score);
};
const shows = (...keys: string[]): OnScreen => ({ host: 'gmail', keys, rungs: {}, surface: 'none' });

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  lookup.mockReset();
  ports = [];
  isValid = true;
  onChange = vi.fn();
  const connect = (): never => {
    const port = new Port();
    ports.push(port);
    return port as never;
  };
  known = openKnown({ connect, isValid: () => isValid }, onChange);
  answer(ada);
});
afterEach(() => vi.useRealTimers());

describe('asking', () => {
  it('happens once per address, and again when the answer is old', async () => {
    await asked(email, email);
    await asked(email);
    expect(lookup.mock.calls).toEqual([[[email]]]);
    expect(badge()).toBe('65 · T1');
    vi.setSystemTime(NOW + 11 * 60_000);
    await asked(email);
    expect(lookup).toHaveBeenCalledTimes(2);
  });
  it('is tried again soon after nobody could be asked, and loses nobody who was known', async () => {
    await asked(email);
    answer('unreachable');
    vi.setSystemTime(NOW + 11 * 60_000);
    await asked(email);
    expect(badge()).not.toBeNull();
    await asked('new@northwind.example');
    vi.setSystemTime(NOW + 12 * 60_000);
    await asked('new@northwind.example');
    expect(lookup.mock.calls.filter(([emails]) => emails.includes('new@northwind.example'))).toHaveLength(2);
  });
  it('shows nothing of whom the server does not know', async () => {
    answer('unknown');
    await asked(email);
    expect([badge(), known.found(email)]).toEqual([null, 'unknown']);
  });
});

describe('a guess', () => {
  const who = { name: 'Ada', company: 'Northwind' };
  it('is asked for once, and again when somebody has changed', async () => {
    guess.mockResolvedValue([ada]);
    expect(known.guess(who)).toBeUndefined();
    await vi.advanceTimersByTimeAsync(0);
    expect(known.guess(who)).toEqual([ada]);
    expect(guess.mock.calls).toEqual([[who]]);
    ports[0]?.say({ type: 'changed', lead: 'ld_new', email: null, person: hotter });
    known.guess(who);
    expect(guess).toHaveBeenCalledTimes(2);
  });
  it('becomes a rep’s word, which is asked for again at once', async () => {
    answer('unknown');
    await asked('hubspot:1:2');
    confirm.mockResolvedValue(undefined);
    answer({ ...ada, isConfirmed: true });
    known.confirm('hubspot:1:2', ada.snapshot.lead.id);
    await vi.advanceTimersByTimeAsync(0);
    expect(confirm.mock.calls).toEqual([[{ key: 'hubspot:1:2', lead: ada.snapshot.lead.id }]]);
    expect(known.found('hubspot:1:2')).toMatchObject({ isConfirmed: true });
    ports[0]?.say({ type: 'changed', lead: ada.snapshot.lead.id, email, person: hotter });
    expect(known.found('hubspot:1:2')).toEqual({ ...hotter, isConfirmed: true });
  });
});

describe('a score on screen', () => {
  it('cools down by the clock, without a word from anybody', async () => {
    await asked(email);
    expect(badge()).toBe('65 · T1');
    vi.setSystemTime(NOW + 46 * HOUR);
    expect(badge()).toBe('65 · T1');
    vi.setSystemTime(NOW + 55 * HOUR);
    expect(badge()).toBe('65 · T2');
    vi.setSystemTime(NOW + 10 * DAY);
    expect(badge()).toBe('65');
    expect(lookup).toHaveBeenCalledTimes(1);
  });
  it('is computed once while it stands', async () => {
    await asked(email);
    const first = reading();
    vi.setSystemTime(NOW + 29_000);
    expect(reading()).toBe(first);
    vi.setSystemTime(NOW + 31_000);
    expect(reading()).not.toBe(first);
  });
});

describe('news', () => {
  it('change a person in place, make one known, and take one away', async () => {
    answer(ada, 'unknown');
    await asked(email, 'late@northwind.example');
    onChange.mockClear();
    ports[0]?.say({ type: 'changed', lead: ada.snapshot.lead.id, email, person: hotter });
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(badge()).toBe('80 · T1');
    ports[0]?.say({ type: 'changed', lead: 'ld_other', email: 'late@northwind.example', person: hotter });
    expect(known.found('late@northwind.example')).toEqual(hotter);
    ports[0]?.say({ type: 'changed', lead: ada.snapshot.lead.id, email, person: null });
    expect(badge()).toBeNull();
  });
  it('of another workspace make it forget everybody and ask again', async () => {
    await asked(email);
    ports[0]?.say({ type: 'reset' });
    expect(badge()).toBeNull();
    await asked(email);
    expect(lookup).toHaveBeenCalledTimes(2);
  });
  it('tell whether more can come', () => {
    ports[0]?.say({ type: 'link', link: LIVE });
    expect(known.link()).toEqual(LIVE);
  });
});

describe('the line to the background', () => {
  it('is taken up again, with what the page shows', async () => {
    known.report(shows(email));
    known.report(shows(email));
    expect(ports[0]?.postMessage.mock.calls).toEqual([[shows(email)]]);
    ports[0]?.lose();
    await vi.advanceTimersByTimeAsync(300);
    expect(ports[1]?.postMessage.mock.calls).toEqual([[shows(email)]]);
  });
  it('stays lost when the extension has moved on without this script', async () => {
    isValid = false;
    ports[0]?.lose();
    await vi.advanceTimersByTimeAsync(10_000);
    await asked(email);
    expect([ports.length, lookup.mock.calls.length]).toEqual([1, 0]);
  });
});
