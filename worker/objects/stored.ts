/** What every object of ours is: tables brought forward at its start, copied out row by row, and filled again from such a copy. */
import { DurableObject } from 'cloudflare:workers';
import type { Env } from '../env';
import { type BackupRow, countRows, emptyTables, type Place, page, putRows } from './backup';
import { bringForward, type Step } from './schema';

/** From the first part of a restore to the last: which run it is, and how many rows have come. Stands in the object's storage beside the tables. */
const RESTORING = 'restoring';
interface Restoring {
  run: string;
  rows: number;
}

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

  /** Out: how many rows its tables have; of a restore that is not at its end which run it is, and how many rows it has brought (null: there is none). */
  async holdings(): Promise<{ rows: number; restored: number | null; run: string | null }> {
    const known = await this.restoring();
    return { rows: countRows(this.sql), restored: known?.rows ?? null, run: known?.run ?? null };
  }

  /** Empties every table: a run of a restore begins. */
  async clear(run: string): Promise<void> {
    await this.ctx.storage.put<Restoring>(RESTORING, { run, rows: 0 });
    this.ctx.storage.transactionSync(() => emptyTables(this.sql));
    await this.refilled();
  }

  /**
   * In: which run of a restore, rows of a backup. What an earlier run left here goes first: nobody knew of this object when the new one
   * began. Out: null when all are stored, else the place of the first that fits no table, and none is.
   */
  async restore(run: string, rows: BackupRow[]): Promise<number | null> {
    if ((await this.restoring())?.run !== run) await this.clear(run);
    const misfit = putRows(this.ctx.storage, rows);
    const before = (await this.restoring())?.rows ?? 0;
    if (misfit === null) await this.ctx.storage.put<Restoring>(RESTORING, { run, rows: before + rows.length });
    return misfit;
  }

  /** The last row is there. */
  async restored(): Promise<void> {
    await this.refilled();
    await this.ctx.storage.delete(RESTORING);
  }

  private restoring = (): Promise<Restoring | undefined> => this.ctx.storage.get<Restoring>(RESTORING);
}
