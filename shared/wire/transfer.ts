/** Files in and out: what an import is asked to do, how far it is, what a preview proposes, what can be exported. Stands apart from `wire.ts`: the extension carries none of it. */
import * as v from 'valibot';
import { text } from '../event';
import { time } from './answer';
import { numeric } from './ask';

export const ImportKind = v.picklist(
  ['leads', 'accounts', 'touches', 'outcomes'],
  'is none of leads, accounts, touches, outcomes',
);
export type ImportKind = v.InferOutput<typeof ImportKind>;
const FileFormat = v.picklist(['csv', 'ndjson'], 'is neither csv nor ndjson');

/** A field of a row: `email`, `attributes.title`, `aliases.hubspot`. */
const FieldName = v.pipe(text(80), v.minLength(1, 'is empty'));
const most = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));

/** What an import is asked to do. */
export const ImportOptions = v.strictObject({
  kind: ImportKind,
  /** Absent: what the file's media type says, else CSV. */
  format: v.optional(FileFormat, 'csv'),
  /** The file's name, for the list of imports. */
  name: v.optional(text(200)),
  /** The file's size in bytes, for the progress. */
  size: v.optional(most),
  delimiter: v.optional(v.picklist(['comma', 'semicolon', 'tab', 'pipe'])),
  encoding: v.optional(v.picklist(['utf-8', 'windows-1252'])),
  /** Column by column the field that it fills, null for a column that is left out. Absent: each header means a field by its name. */
  mapping: v.optional(
    v.pipe(v.array(v.unknown()), v.maxLength(500, 'has more than 500 entries'), v.array(v.nullable(FieldName))),
  ),
  /** What a row says that does not say it itself: `{ "type": "webinar_attended" }`. */
  defaults: v.optional(v.record(FieldName, text(1000)), {}),
  /** How to read 03/04/2026. */
  dateOrder: v.optional(v.picklist(['dmy', 'mdy'])),
  decimal: v.optional(v.picklist(['point', 'comma']), 'point'),
  /** Attributes tell their type, as in our own exports: 200 is a number, '200 is text. Absent: where there is no mapping. */
  typed: v.optional(v.boolean()),
});
export type ImportOptions = v.InferOutput<typeof ImportOptions>;

const json = v.pipe(v.string(), v.parseJson(undefined, 'is not JSON'));
const flag = v.pipe(
  v.picklist(['0', '1']),
  v.transform((value) => value === '1'),
);
const { size: _, ...named } = ImportOptions.entries;
/** The same in the address, where the body is the file: `mapping` and `defaults` as JSON. */
export const ImportQuery = v.strictObject({
  ...named,
  mapping: v.optional(v.pipe(json, v.unwrap(ImportOptions.entries.mapping))),
  defaults: v.optional(v.pipe(json, v.unwrap(ImportOptions.entries.defaults)), '{}'),
  typed: v.optional(flag),
  complete: v.optional(flag, '1'),
});
export const PreviewQuery = v.strictObject({ ...v.omit(ImportQuery, ['complete']).entries });
/** A part of the file: where it begins (bytes), and whether the file ends with it. */
export const PartQuery = v.strictObject({ offset: numeric, complete: v.optional(flag, '0') });

/** An import and how far it is. */
export const Import = v.object({
  id: v.string(),
  state: v.picklist(['open', 'done']),
  options: ImportOptions,
  by: v.string(),
  createdAt: time,
  updatedAt: time,
  /** Bytes of the file that are dealt with: the next part begins here. */
  offset: v.number(),
  /** Lines of the file that are dealt with. */
  lines: v.number(),
  accepted: v.number(),
  duplicates: v.number(),
  rejected: v.number(),
});
export type Import = v.InferOutput<typeof Import>;
export const ImportsAnswer = v.object({ imports: v.array(Import), cursor: v.nullable(v.string()) });

/** What the head of a file looks like: `options` can be sent on as they are once a person has confirmed them. */
export const PreviewAnswer = v.object({
  options: ImportOptions,
  encoding: v.picklist(['utf-8', 'windows-1252']),
  columns: v.array(v.object({ header: v.string(), field: v.nullable(v.string()), samples: v.array(v.string()) })),
  /** Fields that a column can fill; beside them `attributes.` and any name. */
  fields: v.array(v.object({ field: v.string(), isRequired: v.boolean() })),
  /** What a file must tell and this one does not: of each list one. */
  missing: v.array(v.array(v.string())),
  rows: v.number(),
  problems: v.array(v.object({ line: v.number(), field: v.string(), message: v.string() })),
});
export type PreviewAnswer = v.InferOutput<typeof PreviewAnswer>;

export const ExportNoun = v.picklist(['leads', 'accounts', 'touches', 'scores', 'outcomes']);
export const ExportParam = v.object({ noun: ExportNoun });
export type ExportNoun = v.InferOutput<typeof ExportNoun>;
export const ExportQuery = v.strictObject({ format: v.optional(FileFormat, 'csv') });
