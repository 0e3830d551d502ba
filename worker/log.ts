/** Structured log lines: a named event with fields. Never a key, a token, an address or a body. */

/** In: the event's name and its fields. Writes one line of JSON. */
export function log(event: string, fields: Record<string, string | number | boolean | null>): void {
  // biome-ignore lint/suspicious/noConsole: the platform collects what is written here
  console.log(JSON.stringify({ event, ...fields }));
}

/** In: anything thrown. Out: its message, which in our own code never holds input. */
export const causeOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
