/** Whether a socket still reads: what it was sent since it was last heard. */

/** Who has not been heard for so long (ms), three pings of ours, and was sent so much since (characters), reads no more. */
const SILENCE = 60_000;
const MOST_UNHEARD = 1_000_000;

/** What was sent to a socket since it was last heard. */
export interface Unheard {
  since: number;
  size: number;
}

/** In: what was sent since a socket was last heard, what is sent now, when it was heard (ms), now. Out: the same with what is sent now. */
export function counted(known: Unheard | undefined, size: number, heardAt: number, now: number): Unheard {
  if (known === undefined) return { since: now, size };
  return heardAt > known.since ? { since: heardAt, size } : { ...known, size: known.size + size };
}

export const isStuck = ({ since, size }: Unheard, now: number): boolean => now - since > SILENCE && size > MOST_UNHEARD;
