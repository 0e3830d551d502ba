/** The audit log: who did what, when, and from which key. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { AuditAnswer, AuditQuery } from '../../shared/wire';
import { type App, needs } from '../auth';
import { queryOf } from '../body';
import { cursorOf, placeIn } from '../cursor';
import { workspaceOf } from '../env';
import { describe } from '../openapi';

const AuditPlace = v.tuple([v.number()]);

export const audit = new Hono<App>().get(
  '/',
  needs('admin'),
  describe({
    tag: 'Workspace',
    summary: 'What was done, newest first',
    description:
      'By a key’s or rep’s id (`actor`), by `action`, by what it was done to (`target`). The log is only added to.',
    query: AuditQuery,
    answers: [200, AuditAnswer, 'A page of deeds'],
  }),
  async (c) => {
    const { cursor, ...filter } = queryOf(c, AuditQuery);
    const { entries, hasMore } = await workspaceOf(c.env).audit(filter, placeIn(cursor, AuditPlace)?.[0] ?? null);
    const last = entries.at(-1);
    return c.json({ entries, cursor: hasMore && last !== undefined ? cursorOf([last.id]) : null });
  },
);
