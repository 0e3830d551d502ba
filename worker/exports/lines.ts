/** Everything of one kind, line by line, from every ledger, in constant memory. */
import type { ExportNoun } from '../../shared/wire/transfer';
import { type Env, ledgerNamed } from '../env';
import { answerOf } from '../lookup';
import type { ExportPlace } from '../objects/ledger/exports';
import { ledgersOf, type Settings } from '../settings';
import { type Line, tableOf } from './table';

/** In: what is asked for, as what. Out: the file, written as it is read. */
export function exportFile(
  env: Env,
  settings: Settings,
  noun: ExportNoun,
  format: 'csv' | 'ndjson',
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const parts = format === 'csv' ? csvParts(env, settings, noun) : jsonParts(env, settings, noun);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
}

/** With the mark by which spreadsheets know UTF-8. The columns of leads and accounts are the names that any of them has: they are read once for those. */
async function* csvParts(env: Env, settings: Settings, noun: ExportNoun): AsyncGenerator<string> {
  const names = new Set<string>();
  if (noun === 'leads' || noun === 'accounts') {
    for await (const lines of pages(env, settings, noun)) {
      for (const { attributes } of lines) for (const name of Object.keys(attributes ?? {})) names.add(name);
    }
  }
  const { header, row } = tableOf(noun, [...names].sort());
  yield `\ufeff${header}`;
  for await (const lines of pages(env, settings, noun)) yield lines.map(row).join('');
}

async function* jsonParts(env: Env, settings: Settings, noun: ExportNoun): AsyncGenerator<string> {
  for await (const lines of pages(env, settings, noun)) yield lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

async function* pages(env: Env, settings: Settings, noun: ExportNoun): AsyncGenerator<Line[]> {
  for (const name of ledgersOf(settings)) {
    const ledger = ledgerNamed(env, name);
    let after: ExportPlace | null = null;
    do {
      const page: Page = noun === 'scores' ? await scored(ledger, after) : await ledger.exported(noun, after);
      yield page.lines;
      after = page.next;
    } while (after !== null);
  }
}
interface Page {
  lines: Line[];
  next: ExportPlace | null;
}

/** Scores of this moment, each with its receipt. */
async function scored(ledger: ReturnType<typeof ledgerNamed>, after: ExportPlace | null): Promise<Page> {
  const { model, snapshots, next } = await ledger.scored(after);
  return { lines: snapshots.map((snapshot) => ({ ...answerOf({ snapshot, model }, {}) })), next };
}
