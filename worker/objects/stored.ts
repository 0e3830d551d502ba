/** What every object of ours is: tables brought forward at its start, copied out row by row, and filled again from such a copy. */
import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../env';
import { type BackupRow, countRows, emptyTables, type Place, page, putRows } from './backup';
import { bringForward, type Step } from './schema';

/** From the first part of a restore to the last: how many rows have come. Stands in the object's storage beside the tables. */
const RESTORING = 'restoring';

export abstract class Stored extends DurableObject<Env> {
  protected readonly sql: SqlStorage;
  private readonly steps: readonly Step[];

  /** Errors: NewerState. */
  constructor(ctx: DurableObjectState, env: Env, steps: readonly Step[]) {
    super(ctx, env);
    this.sql = ctx.storage.sql;
    this.steps = steps;
    bringForward(ctx.storage, steps);
  }

  /** Its rows were replaced: what is kept in memory is read anew, and what follows from them is owed. */
  protected abstract refilled(): Promise<void> | void;

  /** Out: the version of its tables. When it answers, its state is one that this program knows. */
  version(): number {
    return this.steps.length;
  }

  /** In: the object's name in the backup, where the last page ended (null: before the first). Out: lines, and where they end (null: with the last row). */
  backup(name: string, after: Place | null) {
    return page(this.sql, name, after);
  }

  /** Out: how many rows its tables have; how many of them a restore has brought that is not at its end (null: there is none). */
  async holdings(): Promise<{ rows: number; restored: number | null }> {
    return { rows: countRows(this.sql), restored: await this.come() };
  }

  /** Empties every table: a restore begins. */
  async clear(): Promise<void> {
    await this.ctx.storage.put(RESTORING, 0);
    this.ctx.storage.transactionSync(() => emptyTables(this.sql));
    await this.refilled();
  }

  /** In: rows of a backup. Out: null when all are stored, else the place of the first that fits no table, and none is. */
  async restore(rows: BackupRow[]): Promise<number | null> {
    const misfit = putRows(this.ctx.storage, rows);
    if (misfit === null) await this.ctx.storage.put(RESTORING, ((await this.come()) ?? 0) + rows.length);
    return misfit;
  }

  /** The last row is there. */
  async restored(): Promise<void> {
    await this.refilled();
    await this.ctx.storage.delete(RESTORING);
  }

  private async come(): Promise<number | null> {
    return (await this.ctx.storage.get<number>(RESTORING)) ?? null;
  }
}
