/** What earlier pages have left behind: events that nobody confirmed, and what they said when no part had come in time to hear it. */
import { attempt, guard } from '../guard';
import type { Call } from '../index';
import { drop } from '../storage';

const DAY = 86_400_000;

/** In: the events that are open, the queue's name, where calls go. Takes over what is kept under that name. */
export function adopt(open: Map<string, string>, queue: string, calls: Call[]): void {
  const names = attempt(() => Object.keys(localStorage).filter((name) => name.startsWith(queue))) ?? [];
  // As an id begins: with the time in hexadecimal digits.
  const oldest = `0${(Date.now() - 30 * DAY).toString(16)}`.slice(0, 8);
  for (const name of names.sort()) {
    const end = name.slice(queue.length);
    const text = `${localStorage[name]}`;
    // An event holds its own id. The server refuses what is older than 30 days.
    if (text.includes(`"${end}"`) && end >= oldest) open.set(name, text);
    // What was said on this page is still heard on it.
    else if (end !== 'pause' && end !== `${performance.timeOrigin}`) {
      drop(name);
      guard(hear)(open, queue, calls, text);
    }
  }
}

function hear(open: Map<string, string>, queue: string, calls: Call[], text: string): void {
  for (const call of JSON.parse(text)) {
    // What was tracked was sent as it was said, which the server may have refused: it is told as it should be.
    open.delete(queue + call[0].id);
    calls.push(call);
  }
}
