/** The alarm of an object rings for whatever is owed, though the platform loses one that is set while another rings. */
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { Alarm } from '../../worker/objects/alarm.ts';

beforeAll(() => vi.useFakeTimers({ toFake: ['Date'] }));
beforeEach(() => vi.setSystemTime(1000));
afterAll(() => vi.useRealTimers());

/** An object with an alarm on a platform that is as quick as can be: it rings in the millisecond for which it was set. */
class Platform {
  readonly rang: number[] = [];
  /** What was written. */
  readonly set: number[] = [];
  readonly alarm = new Alarm({ getAlarm: async () => this.at, setAlarm: async (at) => this.put(at) });
  private at: number | null = null;
  private ringing: number | null = null;
  private readonly work: () => Promise<number | null>;

  constructor(work: () => Promise<number | null>) {
    this.work = work;
  }

  /** As workerd does: never in the past; and one for the moment of the one that rings is forgotten with that. */
  private put(at: number): void {
    const real = Math.max(at, Date.now());
    this.set.push(real);
    this.at = real === this.ringing ? null : real;
  }

  /** Time goes on to this moment. */
  async until(end: number): Promise<void> {
    while (this.at !== null && this.at <= end) {
      vi.setSystemTime(Math.max(this.at, Date.now()));
      this.ringing = this.at;
      this.at = null;
      this.rang.push(this.ringing);
      await this.alarm.ring(this.work);
      this.ringing = null;
    }
    vi.setSystemTime(end);
  }

  lose(): void {
    this.at = null;
  }
}

it('rings again for what comes in, and for what is left, in the millisecond in which it rings', async () => {
  let left = 3;
  const platform = new Platform(async () => {
    platform.alarm.set(Date.now());
    left -= 1;
    return left > 0 ? Date.now() : null;
  });
  platform.alarm.set(1000);
  await platform.until(2000);
  expect(platform.rang).toEqual([1001, 1002, 1003]);
});

it('rings for the earliest, and is not written anew for what is later', async () => {
  const platform = new Platform(async () => null);
  for (const due of [5000, 6000, 4000, 4500, null]) platform.alarm.set(due);
  await platform.until(9000);
  expect(platform.rang).toEqual([4000]);
  expect(platform.set).toEqual([5000, 4000]);
});

it('tries again a second later what failed as a whole', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  let isBroken = true;
  const platform = new Platform(async () => {
    if (!isBroken) return null;
    isBroken = false;
    throw new Error('broken');
  });
  platform.alarm.set(1500);
  await platform.until(9000);
  expect(platform.rang).toEqual([1500, 2500]);
});

it('is set anew when it was lost all the same', async () => {
  const platform = new Platform(async () => null);
  platform.alarm.set(1500);
  platform.lose();
  vi.setSystemTime(2400);
  platform.alarm.set(2400);
  await platform.until(2499);
  expect(platform.rang).toEqual([]);
  vi.setSystemTime(2600);
  platform.alarm.set(2400);
  await platform.until(9000);
  expect(platform.rang).toEqual([2601]);
});
