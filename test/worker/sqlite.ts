/** An object's SQL storage without the platform: Node's own SQLite, so that a property test can ask it thousands of times. */
import { DatabaseSync } from 'node:sqlite';
import { STEPS } from '../../worker/objects/ledger/tables';

/** Out: the storage of a new ledger, in memory. */
export function ledgerStorage(): SqlStorage {
  const { sql } = emptyStorage();
  for (const step of STEPS) {
    if (typeof step === 'function') step(sql);
    else for (const statement of step) sql.exec(statement);
  }
  return sql;
}

/** Out: the storage of a new object, in memory. */
export function emptyStorage(): DurableObjectStorage {
  const database = new DatabaseSync(':memory:');
  const sql: SqlStorage = {
    exec<Row extends object>(query: string, ...values: (string | number | null)[]) {
      const rows = database.prepare(query).all(...values);
      const toArray = () => rows as Row[];
      return {
        toArray,
        one() {
          const [first] = toArray();
          if (first === undefined) throw new Error('no row');
          return first;
        },
      };
    },
  };
  return { sql, transactionSync: (work) => transaction(sql, work) };
}

function transaction<T>(sql: SqlStorage, work: () => T): T {
  sql.exec('BEGIN');
  try {
    const result = work();
    sql.exec('COMMIT');
    return result;
  } catch (thrown) {
    sql.exec('ROLLBACK');
    throw thrown;
  }
}
