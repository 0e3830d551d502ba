/** Health: whether the objects answer, which they do not when a newer program wrote their state. */
import { type Env, ledgerNamed, workspaceOf } from './env';
import { settingsOf } from './published';
import { ledgersOf } from './settings';

/** Anybody may ask; the objects are asked at most this often (ms). */
const KEPT = 10_000;
let readyAt = Number.NEGATIVE_INFINITY;

/** Answers when every object knows its state. Errors: NewerState. */
export async function ready(env: Env): Promise<void> {
  if (Date.now() - readyAt < KEPT) return;
  await workspaceOf(env).version();
  const names = ledgersOf(await settingsOf(env));
  await Promise.all(names.map((name) => ledgerNamed(env, name).version()));
  readyAt = Date.now();
}
