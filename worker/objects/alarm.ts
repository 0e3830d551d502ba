/** An object's one alarm: rings when the earliest of what is owed is due, and is never lost. */
import { causeOf, log } from '../log';

/** Work that failed as a whole is tried again after this long (ms). */
const RETRY = 1000;
/** An alarm that has not rung by so long after its time (ms) never will. */
const LOST = 1000;

/** The platform's part: one alarm an object, kept over restarts. */
interface Setting {
  getAlarm(): Promise<number | null>;
  setAlarm(at: number): Promise<void>;
}

export class Alarm {
  private readonly storage: Setting;
  /** When it rings (ms); infinity: never. */
  private at = Number.POSITIVE_INFINITY;
  private isRinging = false;

  constructor(storage: Setting) {
    this.storage = storage;
  }

  /** The object begins: takes over what is set. One that should have rung before we were here rings no more. */
  async begin(): Promise<void> {
    const at = await this.storage.getAlarm();
    if (at !== null && at > Date.now()) this.at = at;
  }

  /**
   * In: when something is due (ms; null: nothing is). Rings then at the latest; while it rings, whoever rings says when the next time is.
   * Never set to a moment that has come: the platform lets go of an alarm that is set to the very millisecond of the one that rings
   * (workerd#6866).
   */
  set(due: number | null): void {
    const now = Date.now();
    const isKept = this.at > now - LOST;
    if (due === null || this.isRinging || (isKept && due >= this.at)) return;
    this.at = Math.max(due, now + 1);
    void this.storage.setAlarm(this.at);
  }

  /** It rings. In: the work to be done, which tells when the next is due (ms, or null). Never throws: work that failed is tried again. */
  async ring(work: () => Promise<number | null>): Promise<void> {
    this.isRinging = true;
    const next = await work().catch((thrown) => {
      log('alarm_failed', { cause: causeOf(thrown) });
      return Date.now() + RETRY;
    });
    this.isRinging = false;
    this.at = Number.POSITIVE_INFINITY;
    this.set(next);
  }
}
