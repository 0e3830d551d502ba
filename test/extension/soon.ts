/** Patience: what is to come true soon, on a busy machine too. */
import { vi } from 'vitest';

/** In: a check that throws until it holds. Out: what it gives once it does. Errors: its last one, after ten seconds. */
export const soon = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, 10_000);
