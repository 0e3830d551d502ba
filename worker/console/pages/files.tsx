/** Files: leads, accounts, touches and outcomes in, confirmed column by column; everything out. */
import { useEffect } from 'preact/hooks';
import type { ImportKind } from '../../../shared/wire/transfer';
import type { Files } from '../files';
import { Columns } from '../ui/columns';
import { Heading } from '../ui/frame';
import { ImportProgress } from '../ui/import-progress';
import { PastImports } from '../ui/past-imports';
import { Trouble } from '../ui/trouble';
import { capital } from '../words';

const KINDS: ImportKind[] = ['leads', 'accounts', 'touches', 'outcomes'];
const EXPORTS = ['leads', 'accounts', 'touches', 'scores', 'outcomes'];

export function FilesPage({ files }: { files: Files }) {
  useEffect(() => void files.list(), [files]);
  return (
    <>
      <Heading title="Files" />
      <section aria-labelledby="import" class="files">
        <h2 id="import">Import</h2>
        <p class="muted">
          CSV or lines of JSON, of any size. You see what each column fills before anything is stored; the same file
          again changes nothing.
        </p>
        <Choice files={files} />
        <Trouble problem={files.problem.value} />
        <Import files={files} />
      </section>
      <PastImports files={files} />
      <Exports />
    </>
  );
}

function Choice({ files: { asked, file, choose, isSending } }: { files: Files }) {
  return (
    <div class="filters">
      <label>
        What is in it
        <select
          disabled={isSending.value}
          value={asked.value.kind}
          onChange={({ currentTarget }) => {
            const kind = KINDS.find((one) => one === currentTarget.value);
            if (kind !== undefined) void choose(kind, file.value);
          }}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {capital(kind)}
            </option>
          ))}
        </select>
      </label>
      <label class="search">
        File
        <input
          type="file"
          accept=".csv,.tsv,.txt,.ndjson,.jsonl,.json"
          disabled={isSending.value}
          onChange={({ currentTarget }) => void choose(asked.value.kind, currentTarget.files?.[0] ?? null)}
        />
      </label>
    </div>
  );
}

function Import({ files }: { files: Files }) {
  const { preview, file, running, isSending, change, start } = files;
  if (running.value !== null)
    return <ImportProgress now={running.value} isSending={isSending.value} size={file.value?.size} />;
  if (preview.value === null || file.value === null) return null;
  const { missing } = preview.value;
  return (
    <>
      <Columns preview={preview.value} change={(said) => void change(said)} />
      <div class="actions">
        <button type="button" class="primary" disabled={missing.length > 0} onClick={() => void start()}>
          Import {file.value.name}
        </button>
        {missing.length > 0 && (
          <span role="status">Missing: {missing.map((names) => names.join(' or ')).join('; ')}.</span>
        )}
      </div>
    </>
  );
}

function Exports() {
  return (
    <section aria-labelledby="export" class="files">
      <h2 id="export">Export</h2>
      <p class="muted">Leads, accounts, touches and outcomes can be imported again. Scores come with their receipts.</p>
      <ul class="exports">
        {EXPORTS.map((noun) => (
          <li key={noun}>
            <strong>{capital(noun)}</strong>
            {['csv', 'ndjson'].map((format) => (
              <a key={format} href={`/v1/exports/${noun}?format=${format}`} download>
                {format.toUpperCase()} <span class="unseen">of {noun}</span>
              </a>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
