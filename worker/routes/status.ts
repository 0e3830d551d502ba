/** How the installation is, for whoever keeps it: versions, copies, where its data lives. `npm run doctor` reads it. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { iso } from '../../shared/score/reason';
import { type App, needs } from '../auth';
import { ledgerNamed, workspaceOf } from '../env';
import { readSettings } from '../kv';
import { describe } from '../openapi';
import { ledgersOf } from '../settings';
import { VERSION } from '../version';

const Status = v.object({
  version: v.string(),
  now: v.string(),
  /** Versions of the tables, by object. */
  tables: v.record(v.string(), v.number()),
  /** The settings in KV: as the workspace has them, of a minute ago, or none. */
  settingsCopy: v.picklist(['current', 'old', 'missing']),
  /** Where the objects' data stays; null: wherever the platform puts it. */
  jurisdiction: v.nullable(v.string()),
});

export const status = new Hono<App>().get(
  '/status',
  needs('admin'),
  describe({
    tag: 'Administration',
    summary: 'How the installation is: versions, copies, where its data lives',
    answers: [200, Status, 'The status'],
  }),
  async (c) => {
    const workspace = workspaceOf(c.env);
    const [settings, copy] = await Promise.all([workspace.settings(), readSettings(c.env)]);
    const ledgers = ledgersOf(settings).map(async (name) => [name, await ledgerNamed(c.env, name).version()] as const);
    const isCurrent = JSON.stringify(copy) === JSON.stringify(settings);
    return c.json({
      version: VERSION,
      now: iso(Date.now()),
      tables: { workspace: await workspace.version(), ...Object.fromEntries(await Promise.all(ledgers)) },
      settingsCopy: copy === null ? 'missing' : isCurrent ? 'current' : 'old',
      jurisdiction: c.env.JURISDICTION ?? null,
    });
  },
);
