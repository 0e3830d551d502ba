/** What time alone will do to a score next: "T2 in 31 h". */
import type { Next } from '../cooling';
import { moment, span } from '../words';

export function NextChange({ next, now }: { next: Next | null; now: number }) {
  if (next === null) return <span class="muted">no change ahead</span>;
  return (
    <time dateTime={new Date(next.at).toISOString()} title={moment(next.at)}>
      {next.becomes === null ? 'changes' : next.becomes} in {span(Math.max(0, next.at - now))}
    </time>
  );
}
