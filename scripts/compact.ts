/** What SQLite has let go of, but not yet written over, leaves the disk at the next start after somebody was erased. */
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** In: a state folder that no runtime has open. Rewrites its databases from what is in them when somebody was erased since the last time. */
export function compactErased(state: string): void {
  const mark = join(state, '.compacted');
  const compactedAt = existsSync(mark) ? statSync(mark).mtimeMs : 0;
  const databases = filesOf(state).filter((name) => name.endsWith('.sqlite'));
  if (!databases.some((file) => hasErasedSince(file, compactedAt))) return;
  const now = new Date();
  for (const file of databases) compact(file);
  writeFileSync(mark, `${now.toISOString()}\n`);
}

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));

/** Only a ledger has tombstones. */
function hasErasedSince(file: string, since: number): boolean {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const hasTombstones = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'erased'").get() !== undefined;
    return hasTombstones && database.prepare('SELECT 1 FROM erased WHERE at > ?').get(since) !== undefined;
  } finally {
    database.close();
  }
}

/** One file without free pages, and a write-ahead log without past. */
function compact(file: string): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE); VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}
