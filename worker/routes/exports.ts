/** Exports: everything of one kind as a file that can be imported again. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { ExportParam, ExportQuery } from '../../shared/wire/transfer';
import { type App, needs } from '../auth';
import { parse, queryOf } from '../body';
import { workspaceOf } from '../env';
import { exportFile } from '../exports/lines';
import { describe } from '../openapi';

const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

export const exports = new Hono<App>().get(
  '/:noun{leads|accounts|touches|scores|outcomes}',
  needs('admin'),
  describe({
    tag: 'Exports',
    summary: 'Leads, accounts, touches, scores with receipts, or outcomes as CSV or NDJSON',
    description:
      'Written as it is read, over every ledger: what is written meanwhile may be in it or not. Leads, accounts, touches and outcomes can be imported again and are then the same; what pages reported (it names a visitor) can be read only. In CSV, text that a spreadsheet would run stands behind an apostrophe.',
    query: ExportQuery,
    answerMedia: 'text/csv',
    answers: [200, v.string(), 'The file'],
  }),
  async (c) => {
    const { noun } = parse(ExportParam, c.req.param());
    const { format } = queryOf(c, ExportQuery);
    const day = new Date().toISOString().slice(0, 10);
    // A copy of the settings may not know of a ledger that was split off a moment ago.
    const settings = await workspaceOf(c.env).settings();
    return c.body(exportFile(c.env, settings, noun, format), 200, {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="steelyard-${noun}-${day}.${format}"`,
    });
  },
);
