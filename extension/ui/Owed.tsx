/** By when an answer is owed, or since when: what is overdue stands out, and says so. */
import type { Sla } from '../../shared/score/snapshot';
import { owed } from './words';

export function Owed({ sla, now }: { sla: Sla; now: number }) {
  return (
    <span class={now < sla.dueAt ? 'owed' : 'overdue'} title={sla.why}>
      {owed(sla, now)}
    </span>
  );
}
