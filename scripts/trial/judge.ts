/** The trial itself: sends people and machines to the form, a few at a time, and counts the verdicts beside the goals. */
import type { Bot } from './bots.ts';
import { type Ground, pause, type Verdict } from './ground.ts';
import { Hand } from './hand.ts';
import type { Person } from './person.ts';

export interface Result {
  who: string;
  /** A bot that may pass does nothing that a person could not do: its verdict is told, and no goal. */
  is: 'person' | 'bot' | 'may pass';
  verdict: Verdict['verdict'];
  evidence: Verdict['evidence'];
  raw: Verdict['raw'];
}

export interface Goal {
  what: string;
  counted: number;
  isMet: boolean;
}

/** In: the ground, who comes. Out: a result each, in their order. */
export function judgePeople(ground: Ground, people: Person[], side: number): Promise<Result[]> {
  return sideBySide(side, people, async (person) => {
    await visitAs(ground, person);
    return { who: person.who, is: 'person', ...(await ground.verdictOn(person.words.email)) };
  });
}

/** One after the other: a machine that waits for another is slower than it would be, and what is instant must stay so. */
export function judgeBots(ground: Ground, bots: Bot[]): Promise<Result[]> {
  return sideBySide(1, bots, async ({ who, email, mayPass, run }) => {
    await run(ground, email);
    return { who, is: mayPass ? 'may pass' : 'bot', ...(await ground.verdictOn(email)) };
  });
}

/** In: results. Out: what they count up to, beside what is wanted. */
export function goalsOf(results: Result[]): Goal[] {
  const people = results.filter(({ is }) => is === 'person');
  const bots = results.filter(({ is }) => is === 'bot');
  const count = (of: Result[], verdict: Verdict['verdict']) => of.filter((one) => one.verdict === verdict).length;
  const [spam, suspicious, clean] = [count(people, 'spam'), count(people, 'suspicious'), count(bots, 'clean')];
  return [
    { what: `people called spam, of ${people.length} (wanted: 0)`, counted: spam, isMet: spam === 0 },
    {
      what: `people called suspicious, of ${people.length} (wanted: at most 1)`,
      counted: suspicious,
      isMet: suspicious <= 1,
    },
    { what: `bots called clean, of ${bots.length} (wanted: 0)`, counted: clean, isMet: clean === 0 },
  ];
}

async function visitAs(ground: Ground, { isOnPhone, words, fill }: Person): Promise<void> {
  const phone = {
    userAgent: ground.agent(true),
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 2,
  };
  const context = await ground.plain.newContext({
    permissions: ['clipboard-read', 'clipboard-write'],
    ...(isOnPhone ? phone : { viewport: { width: 1280, height: 900 } }),
  });
  try {
    const hand = await Hand.on(context);
    await hand.page.goto(ground.form);
    await fill(hand, words);
    await hand.page.waitForURL('**/thanks');
    await pause(300);
  } finally {
    await context.close();
  }
}

/** In: how many at a time, what to do with each. Out: the results in the order given. */
async function sideBySide<T>(side: number, all: T[], work: (one: T) => Promise<Result>): Promise<Result[]> {
  const results = new Map<T, Result>();
  const waiting = [...all];
  const lane = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) results.set(one, await work(one));
  };
  await Promise.all(Array.from({ length: side }, lane));
  return all.flatMap((one) => results.get(one) ?? []);
}
