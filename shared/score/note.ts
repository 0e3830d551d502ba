/** What a score says beside its points: what is in doubt, and what a person said in their own words. */

/** What a score could not take into account, or rests on though it is in doubt, and why. */
export interface Note {
  kind: string;
  count: number;
  message: string;
}
/** A note that is true after one moment and until another (ms; null: no bound). */
export interface DatedNote extends Note {
  after: number | null;
  until: number | null;
}
/** Why a person came and what they asked for next, in their own words (mission S130). */
export interface Companion {
  reason: string | null;
  nextStep: string | null;
}

/** In: dated notes, now (ms). Out: those that hold, and after and until when (ms) they are the same. */
export function notesAt(dated: DatedNote[], now: number): { value: Note[]; after: number; until: number } {
  const value = dated
    .filter(({ after, until }) => (after === null || now > after) && (until === null || now <= until))
    .map(({ kind, count, message }) => ({ kind, count, message }));
  const turns = dated.flatMap(({ after, until }) => [after ?? Infinity, until ?? Infinity]).filter((at) => at >= now);
  return { value, after: now - 1, until: Math.min(Infinity, ...turns) };
}
