/** Backup and restore: everything that is stored, as lines of JSON. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { type BackupHead, BackupLine, RestoreAnswer } from '../../shared/wire';
import { type App, needs } from '../auth';
import { bodyText, PRIVATE_LIMIT, parse, parseJson } from '../body';
import { type Env, ledgerNamed, workspaceOf } from '../env';
import { idempotent } from '../idempotency';
import type { Place } from '../objects/backup';
import { describe } from '../openapi';
import { Problem } from '../problem';
import { restoreLines } from '../restore';
import { ledgersOf } from '../settings';
import { VERSION } from '../version';

const tag = 'Administration';
const NDJSON = 'application/x-ndjson';
const HEAD: BackupHead = {
  steelyard: '0.1.0',
  madeAt: '2026-11-22T09:00:00.000Z',
  versions: { workspace: 1, ledger: 1 },
};

export const backups = new Hono<App>()
  .get(
    '/backup',
    needs('admin'),
    describe({
      tag,
      summary: 'Everything that is stored, as lines of JSON',
      description:
        'A head, every row of every table, and how many they were. It holds people’s data and the installation’s own secrets: keep it as you keep its keys.',
      answers: [200, v.string(), 'The lines'],
      answerMedia: NDJSON,
    }),
    async (c) =>
      c.body(await backup(c.env), 200, {
        'content-type': NDJSON,
        'content-disposition': `attachment; filename="steelyard-${new Date().toISOString().slice(0, 10)}.ndjson"`,
      }),
  )
  .post(
    '/restore',
    needs('admin'),
    idempotent,
    describe({
      tag,
      summary: 'Lines of a backup, into an installation that holds nobody yet',
      description:
        'In parts of whole lines, at most 1 MB each, in the backup’s order. With the first line everything that is there is replaced; with the last one it is complete.',
      body: v.string(),
      media: [NDJSON],
      example: `${JSON.stringify(HEAD)}\n`,
      answers: [200, RestoreAnswer, 'How many rows this part stored'],
    }),
    async (c) => {
      const type = c.req.header('content-type') ?? '';
      if (!type.startsWith(NDJSON)) throw new Problem(415, `Send the lines as ${NDJSON}.`);
      const lines = (await bodyText(c, PRIVATE_LIMIT)).split('\n').filter((line) => line !== '');
      return c.json(
        await restoreLines(
          c.env,
          lines.map((line, place) => parse(BackupLine, parseJson(line), [String(place)])),
        ),
      );
    },
  );

/** The ledgers first, each page after the one before, then the workspace: what comes in meanwhile may be in it or not. */
async function backup(env: Env): Promise<ReadableStream<Uint8Array>> {
  const workspace = workspaceOf(env);
  // A copy of the settings may not know of a ledger that was split off a moment ago.
  const ledgers = ledgersOf(await workspace.settings()).map((name) => ({ name, object: ledgerNamed(env, name) }));
  const [first] = ledgers;
  const versions = { workspace: await workspace.version(), ledger: (await first?.object.version()) ?? 0 };
  const head: BackupHead = { steelyard: VERSION, madeAt: new Date().toISOString(), versions };
  const encoder = new TextEncoder();
  const waiting = [...ledgers, { name: 'workspace', object: workspace }];
  let text = `${JSON.stringify(head)}\n`;
  let rows = 0;
  let after: Place | null = null;
  return new ReadableStream({
    async pull(controller) {
      const [current] = waiting;
      if (current === undefined) {
        controller.enqueue(encoder.encode(`${text}${JSON.stringify({ rows })}\n`));
        return controller.close();
      }
      const page = await current.object.backup(current.name, after);
      controller.enqueue(encoder.encode(text + page.text));
      text = '';
      rows += page.rows;
      after = page.next;
      if (after === null) waiting.shift();
    },
  });
}
