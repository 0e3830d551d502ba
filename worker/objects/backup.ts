/** Tables as lines that travel, and back. What names a table in SQL is written by SQLite itself, out of its own schema. */

type Value = string | number | null;

/** One row of one table. */
export interface BackupRow {
  table: string;
  row: Record<string, Value>;
}

/** Where a page ended: the key of its last row. */
export interface Place {
  table: string;
  key: Value[];
}

/** A page has about so many characters. */
const PAGE = 1_000_000;

/** In: an object's name, where the last page ended (null: before the first). Out: lines of rows, how many, and where they end (null: with the last row). */
export function page(sql: SqlStorage, name: string, after: Place | null) {
  const tables = tablesIn(sql);
  const from = after === null ? 0 : tables.findIndex((table) => table.name === after.table);
  let text = '';
  let rows = 0;
  for (const table of tables.slice(from)) {
    const isBegun = table.name === after?.table;
    for (const row of sql.exec<Record<string, SqlStorageValue>>(
      isBegun ? table.next : table.first,
      ...(isBegun ? after.key : []),
    )) {
      const values = mapValues(row, (value) => plain(table.name, value));
      text += `${JSON.stringify({ in: name, table: table.name, row: values })}\n`;
      rows += 1;
      const next: Place = { table: table.name, key: table.keys.map((key) => values[key] ?? null) };
      if (text.length > PAGE) return { text, rows, next };
    }
  }
  return { text, rows, next: null };
}

/** In: storage, rows of a backup. Out: null when all are stored, else the place of the first that fits no table; none is stored then. */
export function putRows(storage: DurableObjectStorage, rows: BackupRow[]): number | null {
  const tables = new Map(tablesIn(storage.sql).map((table) => [table.name, table]));
  let place = 0;
  try {
    storage.transactionSync(() => {
      for (const { table, row } of rows) {
        const known = tables.get(table);
        const isFitting = known !== undefined && Object.keys(row).toSorted().join() === known.columns.toSorted().join();
        if (!isFitting) throw new Error(`no table ${table} of these columns`);
        storage.sql.exec(known.put, ...known.columns.map((column) => row[column] ?? null));
        place += 1;
      }
    });
    return null;
  } catch {
    return place;
  }
}

export function emptyTables(sql: SqlStorage): void {
  for (const { clear } of tablesIn(sql)) sql.exec(clear);
}

/** Out: how many rows all tables have. */
export const countRows = (sql: SqlStorage): number =>
  tablesIn(sql).reduce((sum, { count }) => sum + sql.exec<{ rows: number }>(count).one().rows, 0);

interface Table {
  name: string;
  columns: string[];
  /** The columns of its primary key, by which pages are cut. */
  keys: string[];
  first: string;
  next: string;
  put: string;
  clear: string;
  count: string;
}

/** Every table of ours, oldest first, so that the log comes before what follows from it. `_cf_…` is the platform's own. */
const TABLES = `
  SELECT name, columns, keys,
    format('SELECT * FROM "%w" ORDER BY %s', name, key_names) AS first,
    format('SELECT * FROM "%w" WHERE (%s) > (%s) ORDER BY %s', name, key_names, key_holes, key_names) AS next,
    format('INSERT OR REPLACE INTO "%w" (%s) VALUES (%s)', name, names, holes) AS put,
    format('DELETE FROM "%w"', name) AS clear,
    format('SELECT count(*) AS rows FROM "%w"', name) AS count
  FROM (
    SELECT t.rowid AS age, t.name AS name,
      json_group_array(c.name ORDER BY c.cid) AS columns,
      group_concat(format('"%w"', c.name), ', ' ORDER BY c.cid) AS names,
      group_concat('?', ', ') AS holes,
      json_group_array(c.name ORDER BY c.pk) FILTER (WHERE c.pk > 0) AS keys,
      group_concat(format('"%w"', c.name), ', ' ORDER BY c.pk) FILTER (WHERE c.pk > 0) AS key_names,
      group_concat('?', ', ') FILTER (WHERE c.pk > 0) AS key_holes
    FROM sqlite_schema t JOIN pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name <> 'versions'
      AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name NOT LIKE '\\_cf\\_%' ESCAPE '\\'
    GROUP BY t.name)
  ORDER BY age`;

const tablesIn = (sql: SqlStorage): Table[] =>
  sql
    .exec<Omit<Table, 'columns' | 'keys'> & { columns: string; keys: string }>(TABLES)
    .toArray()
    .map(({ columns, keys, ...table }) => ({ ...table, columns: JSON.parse(columns), keys: JSON.parse(keys) }));

function plain(table: string, value: SqlStorageValue): Value {
  if (value instanceof ArrayBuffer) throw new Error(`${table} holds bytes, which a line of JSON cannot`);
  return value;
}

const mapValues = <A, B>(record: Record<string, A>, map: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
