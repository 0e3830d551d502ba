/** Earlier imports, newest first: what became of each, and a way on for one that has stopped. */
import type { Import } from '../../../shared/wire/transfer';
import type { Files } from '../files';
import { moment } from '../words';
import { countsOf, Refused } from './import-progress';

export function PastImports({ files }: { files: Files }) {
  const past = files.past.value.filter(({ id }) => id !== files.running.value?.id);
  if (past.length === 0) return null;
  return (
    <section aria-labelledby="past" class="files">
      <h2 id="past">Earlier imports</h2>
      <ul class="imports">
        {past.map((one) => (
          <li key={one.id}>
            <p>
              <strong>{one.options.name ?? one.id}</strong>{' '}
              <span class="muted">
                {one.options.kind}, {moment(one.createdAt)}
              </span>
            </p>
            <p>{countsOf(one)}</p>
            {one.rejected > 0 && <Refused id={one.id} />}
            {one.state === 'open' && <Resume one={one} files={files} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Resume({ one, files }: { one: Import; files: Files }) {
  return (
    <label>
      It has stopped. To go on, choose the same file again
      <input
        type="file"
        disabled={files.isSending.value}
        onChange={({ currentTarget }) => {
          const chosen = currentTarget.files?.[0];
          if (chosen !== undefined) void files.resume(one, chosen);
        }}
      />
    </label>
  );
}
