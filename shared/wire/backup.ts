/** A backup, line by line: its head, every row of every object's tables, and at its end how many rows there were. */
import * as v from 'valibot';
import { text } from '../event';
import { time } from './answer';

const version = v.pipe(v.number(), v.integer(), v.minValue(1));
export const BackupHead = v.strictObject({
  /** The program that made it. */
  steelyard: text(50),
  madeAt: time,
  /** Versions of the tables: they must be those of the program that restores them. */
  versions: v.strictObject({ workspace: version, ledger: version }),
});
export type BackupHead = v.InferOutput<typeof BackupHead>;
export const BackupRow = v.strictObject({
  /** The object's name: `workspace`, or a ledger's. */
  in: text(100),
  table: text(100),
  row: v.record(text(100), v.nullable(v.union([v.string(), v.number()]))),
});
export type BackupRow = v.InferOutput<typeof BackupRow>;
export const BackupEnd = v.strictObject({ rows: v.number() });
export const BackupLine = v.union([BackupRow, BackupHead, BackupEnd], 'is not a line of a backup');
export type BackupLine = v.InferOutput<typeof BackupLine>;

export const RestoreAnswer = v.object({ stored: v.number(), isComplete: v.boolean() });
export type RestoreAnswer = v.InferOutput<typeof RestoreAnswer>;
