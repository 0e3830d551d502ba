/** A restore: the lines of a backup, part by part, into an installation that holds nobody yet. */
import type { BackupHead, BackupLine, BackupRow, RestoreAnswer } from '../shared/wire';
import { type Env, ledgerNamed, workspaceOf } from './env';
import { Problem } from './problem';
import { forgetSettings } from './published';
import { ledgersOf } from './settings';

/**
 * In: lines in the order of the backup; the head begins, the end ends. Out: how many rows this part stored. Errors: 409 where somebody is
 * held already or nothing has begun, 422 for another version, a row that fits no table, or an end that counts other rows than have come.
 */
export async function restoreLines(env: Env, lines: BackupLine[]): Promise<RestoreAnswer> {
  const head = lines.find((line) => 'steelyard' in line);
  const run = head === undefined ? await runUnderWay(env) : await begin(env, head);
  const rows = lines.flatMap((line, place) => ('row' in line ? [{ ...line, place }] : []));
  for (const [name, group] of Map.groupBy(rows, (line) => line.in)) await store(env, run, name, group);
  const end = lines.find((line) => 'rows' in line);
  if (end !== undefined) await finish(env, end.rows);
  return { stored: rows.length, isComplete: end !== undefined };
}

type Stored = ReturnType<typeof ledgerNamed> | ReturnType<typeof workspaceOf>;

const objectNamed = (env: Env, name: string): Stored =>
  name === 'workspace' ? workspaceOf(env) : ledgerNamed(env, name);

/** Those that the workspace knows now: before a restore its own, at its end those of the backup, of which no copy knows yet. */
const ledgers = async (env: Env) => ledgersOf(await workspaceOf(env).settings()).map((name) => ledgerNamed(env, name));

/** Out: by what this run is told from one that broke off before. */
async function begin(env: Env, { versions, steelyard }: BackupHead): Promise<string> {
  const all = await ledgers(env);
  const known = { workspace: await workspaceOf(env).version(), ledger: (await all[0]?.version()) ?? 0 };
  if (known.workspace !== versions.workspace || known.ledger !== versions.ledger) {
    const cure = `Restore it with Steelyard ${steelyard}, then start this program on that state: it brings it forward.`;
    throw new Problem(422, `The backup's tables are of another version. ${cure}`, {
      errors: [{ path: 'versions', message: `are not workspace ${known.workspace} and ledger ${known.ledger}` }],
    });
  }
  for (const ledger of all) {
    const { rows, restored } = await ledger.holdings();
    if (rows > 0 && restored === null)
      throw new Problem(409, 'This installation holds leads; restore into an empty one.');
  }
  const run = crypto.randomUUID();
  for (const object of [...all, workspaceOf(env)]) await object.clear(run);
  forgetSettings();
  return run;
}

async function runUnderWay(env: Env): Promise<string> {
  const { run } = await workspaceOf(env).holdings();
  if (run === null) throw new Problem(409, 'No restore has begun; send the backup from its first line on.');
  return run;
}

async function store(env: Env, run: string, name: string, rows: (BackupRow & { place: number })[]): Promise<void> {
  const stored = rows.map(({ table, row }) => ({ table, row }));
  const misfit = await objectNamed(env, name).restore(run, stored);
  if (misfit === null) return;
  throw new Problem(422, 'A row fits no table.', {
    errors: [{ path: String(rows[misfit]?.place ?? 0), message: 'fits no table' }],
  });
}

/** The workspace first: by its settings the ledgers score. */
async function finish(env: Env, announced: number): Promise<void> {
  const all = [workspaceOf(env), ...(await ledgers(env))];
  const counts = await Promise.all(all.map((object) => object.holdings()));
  const stored = counts.reduce((sum, { restored }) => sum + (restored ?? 0), 0);
  if (stored !== announced) {
    throw new Problem(422, 'Rows of the backup are missing, or came twice; send it again from its first line on.', {
      errors: [{ path: 'rows', message: `is not the ${stored} that have come` }],
    });
  }
  for (const object of all) await object.restored();
  forgetSettings();
}
