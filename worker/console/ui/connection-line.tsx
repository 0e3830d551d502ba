/** The state of the live connection, in words. */
import { connection } from '../live';

const WORDS = {
  connecting: 'Connecting to live updates…',
  live: 'Live: changes appear by themselves.',
  waiting: 'No live updates now; trying again. Scores still cool down here.',
};

export function ConnectionLine() {
  return (
    <p role="status" class={`connection ${connection.value}`}>
      {WORDS[connection.value]}
    </p>
  );
}
