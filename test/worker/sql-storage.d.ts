/** The part of the platform's storage that our objects use, for tests that run them without the platform. */
interface SqlStorage {
  exec<Row extends object>(query: string, ...values: (string | number | null)[]): { toArray(): Row[]; one(): Row };
}
interface DurableObjectStorage {
  sql: SqlStorage;
  transactionSync<T>(work: () => T): T;
}
