/** The settings as this isolate knows them: asked for rarely, asked again when they lack something. */
import { type Env, workspaceOf } from './env';
import { readSettings } from './kv';
import type { Settings } from './settings';

const KEPT = 15_000;
/** What the settings lack is asked of the workspace at most this often (ms). */
const ASK_AGAIN = 2000;
let kept: { settings: Settings; at: number } | undefined;
let askedAt = 0;
/** The copy may lag behind what was changed through this isolate. */
let isCopyOld = false;

/** Asks again at the next call: they were replaced as a whole. */
export function forgetSettings(): void {
  kept = undefined;
}

/**
 * In: the bindings; what the settings must have. Out: the settings, from this isolate's memory (15 s), else KV. When they lack
 * what is needed (a key made a moment ago, which no copy has yet), the workspace itself is asked.
 */
export async function settingsOf(env: Env, suffices: (settings: Settings) => boolean = () => true): Promise<Settings> {
  const now = Date.now();
  if (kept === undefined || now - kept.at > KEPT) {
    const copy = isCopyOld ? null : await readSettings(env);
    isCopyOld = false;
    kept = { settings: copy ?? (await workspaceOf(env).settings()), at: now };
  }
  if (suffices(kept.settings) || now - askedAt < ASK_AGAIN) return kept.settings;
  askedAt = now;
  kept = { settings: await workspaceOf(env).settings(), at: now };
  return kept.settings;
}

/** The settings were changed through this isolate: the next request asks where they are for sure. */
export function askAgain(): void {
  kept = undefined;
  isCopyOld = true;
}
