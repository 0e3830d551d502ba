/** A list from the API that a person changes by presses: loads it, makes the changes, says what was done and what went wrong. */
import { signal } from '@preact/signals';
import { asProblem, type Problem } from './api';

export type List<T> = ReturnType<typeof createList<T>>;

/** In: how the list is loaded. Out: its state, and how to change it. */
export function createList<T>(load: () => Promise<T[]>) {
  const items = signal<T[] | null>(null);
  const problem = signal<Problem | null>(null);
  /** What was done last, in words. */
  const said = signal('');

  async function reload(): Promise<void> {
    try {
      items.value = await load();
      problem.value = null;
    } catch (error) {
      problem.value = asProblem(error);
    }
  }

  /** In: how the next page is loaded. */
  async function extend(more: () => Promise<T[]>): Promise<void> {
    try {
      items.value = [...(items.value ?? []), ...(await more())];
    } catch (error) {
      problem.value = asProblem(error);
    }
  }

  /** In: a change, what to say when it is done. Out: its result, or null when it failed; the list is as it is then. */
  async function change<R>(work: () => Promise<R>, done: string): Promise<R | null> {
    said.value = '';
    try {
      const result = await work();
      await reload();
      said.value = done;
      return result;
    } catch (error) {
      problem.value = asProblem(error);
      return null;
    }
  }

  return { items, problem, said, reload, extend, change };
}
