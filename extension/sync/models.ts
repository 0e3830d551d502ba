/** The model that scores are read with: held on the device, fetched when a snapshot was made with another one. */
import * as v from 'valibot';
import { Model } from '../../shared/model';
import type { Database } from '../db';
import type { Push } from '../messages';
import type { Api } from './api';

/** Where it is among the settings. */
export const MODEL = 'model';
/** Another version is asked for at most this often (ms). */
const PAUSE = 60_000;

export interface Models {
  /** In: the version that a snapshot names (null: any will do). Out: the model, the new one if it can be had; null while there is none. */
  agreeOn(version: number | null): Promise<Model | null>;
  /** Asks again at once: it is another workspace's. */
  forget(): void;
}

export function openModels(db: Database, api: () => Api | null, push: (news: Push) => void): Models {
  let askedAt = 0;
  let held: Model | null = null;
  return {
    forget() {
      askedAt = 0;
      held = null;
    },
    async agreeOn(version) {
      held ??= await stored(db);
      const line = api();
      const isSame = held !== null && (version === null || held.version === version);
      const waits = held !== null && Date.now() - askedAt < PAUSE;
      if (line === null || isSame || waits) return held;
      askedAt = Date.now();
      const fresh = await line.model().catch(() => null);
      if (fresh === null) return held;
      held = fresh;
      await (await db()).put('settings', fresh, MODEL);
      push({ type: 'model', model: fresh });
      return fresh;
    },
  };
}

async function stored(db: Database): Promise<Model | null> {
  const parsed = v.safeParse(Model, await (await db()).get('settings', MODEL));
  return parsed.success ? parsed.output : null;
}
