/** The version of what an object stores: brought forward step by step, each once; what a newer program wrote is left alone. */
import { VERSION } from '../version';

/** From one version to the next: statements in order, or what statements alone cannot say. */
export type Step = readonly string[] | ((sql: SqlStorage) => void);

/** State that a newer program wrote. Between objects and the Worker travels its name, not its class. */
export class NewerState extends Error {
  override readonly name = 'NewerState';
}

/**
 * In: an object's storage, its steps: the n-th leads to version n. Takes all steps that are missing in one transaction, or none.
 * Errors: NewerState when the state is ahead of the steps; nothing is changed then.
 */
export function bringForward(storage: DurableObjectStorage, steps: readonly Step[]): void {
  const { sql } = storage;
  storage.transactionSync(() => {
    sql.exec(
      'CREATE TABLE IF NOT EXISTS versions (version INTEGER PRIMARY KEY, program TEXT NOT NULL, at INTEGER NOT NULL)',
    );
    const last = sql
      .exec<{ version: number; program: string }>('SELECT version, program FROM versions ORDER BY version DESC LIMIT 1')
      .toArray()[0];
    const version = last?.version ?? 0;
    if (version > steps.length) throw new NewerState(refusalOf(version, last?.program ?? '', steps.length));
    for (const [i, step] of steps.slice(version).entries()) {
      take(sql, step);
      sql.exec('INSERT INTO versions (version, program, at) VALUES (?, ?, ?)', version + i + 1, VERSION, Date.now());
    }
  });
}

function take(sql: SqlStorage, step: Step): void {
  if (typeof step === 'function') step(sql);
  else for (const statement of step) sql.exec(statement);
}

const refusalOf = (version: number, program: string, known: number): string =>
  `The stored state has version ${version}, written by Steelyard ${program}; this is Steelyard ${VERSION}, which knows versions up to ${known}. ` +
  'Nothing was changed. Start the newer program again, or restore a backup of this one into an empty state.';
