/** Files on their way in: one is looked at, its columns are confirmed, it is sent part by part from where the import stands. */
import { signal } from '@preact/signals';
import type { Import, ImportKind, ImportOptions, PreviewAnswer } from '../../shared/wire/transfer';
import { api, asProblem, Problem } from './api';

/** So much of a file is looked at, and sent at a time (bytes). */
const HEAD = 64 * 1024;
const PART = 512 * 1024;

export type Files = ReturnType<typeof createFiles>;

/** Out: nothing chosen yet; `list` reads what came in before. */
export function createFiles() {
  const file = signal<File | null>(null);
  const asked = signal<ImportOptions>(optionsFor('leads', null));
  const preview = signal<PreviewAnswer | null>(null);
  const running = signal<Import | null>(null);
  const isSending = signal(false);
  const past = signal<Import[]>([]);
  const problem = signal<Problem | null>(null);
  let looks = 0;

  /** Looks at the file with what is asked by now. An answer that a newer question has overtaken is dropped. */
  async function look(options: ImportOptions): Promise<void> {
    asked.value = options;
    const look = ++looks;
    if (file.value === null) return;
    try {
      const answer = await api.previewImport(queryOf(options), file.value.slice(0, HEAD));
      if (look !== looks) return;
      preview.value = answer;
      problem.value = null;
    } catch (error) {
      if (look === looks) problem.value = asProblem(error);
    }
  }

  /** Sends from where an import stands to the end. What was sent last and not stored is sent again. */
  async function send(begun: Import, from: File): Promise<void> {
    isSending.value = true;
    problem.value = null;
    try {
      let now = begun;
      running.value = now;
      while (now.state === 'open') {
        const part = from.slice(now.offset, now.offset + PART);
        now = await api.sendPart(now.id, now.offset, now.offset + PART >= from.size, part);
        running.value = now;
      }
    } catch (error) {
      problem.value = asProblem(error);
    }
    isSending.value = false;
    await list();
  }

  async function list(): Promise<void> {
    try {
      past.value = (await api.imports()).imports;
    } catch (error) {
      problem.value = asProblem(error);
    }
  }

  return {
    ...{ file, asked, preview, running, isSending, past, problem, list },
    /** In: a kind, a file or none. Proposals are made anew. */
    choose(kind: ImportKind, chosen: File | null): Promise<void> {
      file.value = chosen;
      preview.value = null;
      running.value = null;
      return look(optionsFor(kind, chosen));
    },
    /** In: what a person says otherwise than was proposed. */
    change(change: Partial<ImportOptions>): Promise<void> {
      return look({ ...(preview.value?.options ?? asked.value), ...change });
    },
    async start(): Promise<void> {
      if (file.value === null || preview.value === null) return;
      const { name, size } = file.value;
      try {
        const begun = await api.beginImport({ ...preview.value.options, name: name.slice(0, 200), size });
        await send(begun, file.value);
      } catch (error) {
        problem.value = asProblem(error);
      }
    },
    async resume(begun: Import, chosen: File): Promise<void> {
      const isSame = begun.options.size === undefined || begun.options.size === chosen.size;
      if (isSame) return send(begun, chosen);
      problem.value = new Problem(0, 'That is another file: its size is not the one that the import began with.');
    },
  };
}

const optionsFor = (kind: ImportKind, file: File | null): ImportOptions => ({
  kind,
  format: /\.(ndjson|jsonl|json)$/i.test(file?.name ?? '') ? 'ndjson' : 'csv',
  defaults: {},
  decimal: 'point',
});

function queryOf({ mapping, defaults, typed, size: _, name: __, ...words }: ImportOptions): Record<string, string> {
  const given = Object.entries(words).filter(([, word]) => word !== undefined);
  return {
    ...Object.fromEntries(given),
    ...(mapping === undefined ? {} : { mapping: JSON.stringify(mapping) }),
    ...(typed === undefined ? {} : { typed: typed ? '1' : '0' }),
    defaults: JSON.stringify(defaults),
  };
}
