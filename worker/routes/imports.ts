/** Imports: files of leads, accounts, touches or outcomes, part by part, resumable, with a report of what was refused. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import { iso } from '../../shared/score/reason';
import { TimelineQuery } from '../../shared/wire';
import {
  Import,
  ImportOptions,
  ImportQuery,
  ImportsAnswer,
  PartQuery,
  PreviewAnswer,
  PreviewQuery,
} from '../../shared/wire/transfer';
import { type App, needs } from '../auth';
import { bodyStream, jsonBody, PRIVATE_LIMIT, parse, queryOf } from '../body';
import { csvLine } from '../cell';
import { cursorOf, placeIn } from '../cursor';
import { type Env, workspaceOf } from '../env';
import { idempotent, idempotentBy } from '../idempotency';
import { HEAD } from '../imports/layout';
import { previewOf } from '../imports/preview';
import { take } from '../imports/take';
import { type ImportState, MOST_ERRORS } from '../objects/workspace/imports';
import { describe } from '../openapi';
import { Problem } from '../problem';

const tag = 'Imports';
const FILES = ['text/csv', 'application/x-ndjson', 'application/octet-stream', 'text/plain'];
const ImportPlace = v.tuple([v.number(), v.string()]);

export const imports = new Hono<App>()
  .post(
    '/preview',
    needs('admin'),
    idempotentBy(fileMark),
    describe({
      tag,
      summary: 'See what we would make of a file',
      description:
        'Send its first 64 KB. The answer proposes delimiter, dates and which column fills which field; what a person confirms of `options` begins the import. Nothing is stored.',
      query: PreviewQuery,
      files: FILES,
      answers: [200, PreviewAnswer, 'The proposal'],
    }),
    async (c) => {
      const { bytes, isWhole } = await headIn(bodyOf(c));
      return c.json(await previewOf(bytes, isWhole, fileQueryOf(c, PreviewQuery)));
    },
  )
  .post(
    '/',
    needs('admin'),
    async (c, next) => (isJson(c) ? idempotent(c, next) : idempotentBy(fileMark)(c, next)),
    describe({
      tag,
      summary: 'Begin an import',
      description:
        'With a JSON body the options alone; the file follows by PATCH. With a CSV or NDJSON body the options stand in the address and the body is the file, or its beginning (`complete=0`). The same file again changes nothing.',
      query: v.partial(ImportQuery),
      body: ImportOptions,
      files: FILES,
      example: { kind: 'leads', format: 'csv', mapping: ['email', 'attributes.title', null] },
      answers: [201, Import, 'The import: `offset` says what is stored, and where the next part begins'],
    }),
    async (c) => {
      if (isJson(c)) return c.json(said(await begin(c, await jsonBody(c, ImportOptions))), 201);
      const { complete, ...options } = fileQueryOf(c, ImportQuery);
      const body = bodyOf(c);
      const state = await begin(c, options);
      try {
        return c.json(said(await take(c.env, state, body, complete)), 201);
      } catch (thrown) {
        await workspaceOf(c.env).dropImport(state.id);
        throw thrown;
      }
    },
  )
  .get(
    '/',
    needs('admin'),
    describe({
      tag,
      summary: 'Imports, newest first',
      query: TimelineQuery,
      answers: [200, ImportsAnswer, 'A page of imports'],
    }),
    async (c) => {
      const { limit, cursor } = queryOf(c, TimelineQuery);
      const after = placeIn(cursor, ImportPlace);
      const place = after === null ? null : { created: after[0], id: after[1] };
      const all = await workspaceOf(c.env).imports(limit + 1, place);
      const page = all.slice(0, limit);
      const last = all.length > limit ? page.at(-1) : undefined;
      return c.json({ imports: page.map(said), cursor: last === undefined ? null : cursorOf([last.created, last.id]) });
    },
  )
  .get(
    '/:id',
    needs('admin'),
    describe({
      tag,
      summary: 'How far an import is',
      answers: [200, Import, 'The import'],
      refuses: [404],
    }),
    async (c) => c.json(said(await stateOf(c.env, c.req.param('id')))),
  )
  .patch(
    '/:id',
    needs('admin'),
    describe({
      tag,
      summary: 'Send the next part of a file',
      description:
        'The body begins at byte `offset` of the file, which must be where the import stands; `complete=1` says that the file ends with it. The answer’s `offset` is where the next part begins: behind the last line that is stored.',
      query: PartQuery,
      files: FILES,
      answers: [200, Import, 'How far the import is now'],
      refuses: [404],
    }),
    async (c) => {
      const { offset, complete } = queryOf(c, PartQuery);
      const state = await stateOf(c.env, c.req.param('id'));
      if (state.isDone) throw new Problem(409, 'This import has ended.');
      if (state.place.offset !== offset) {
        const headers = { 'upload-offset': String(state.place.offset) };
        throw new Problem(409, `The import stands at byte ${state.place.offset}: send the file from there on.`, {
          headers,
        });
      }
      return c.json(said(await take(c.env, state, bodyOf(c), complete)));
    },
  )
  .get(
    '/:id/errors',
    needs('admin'),
    describe({
      tag,
      summary: 'What was refused, line by line, as CSV',
      description: `The first ${MOST_ERRORS} lines; what stood in them is not repeated.`,
      answerMedia: 'text/csv',
      answers: [200, v.string(), 'line, field, message'],
      refuses: [404],
    }),
    async (c) => {
      const { id } = await stateOf(c.env, c.req.param('id'));
      return c.body(errorLines(c.env, id), 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${id}-errors.csv"`,
      });
    },
  );

const isJson = (c: Context<App>): boolean => /^application\/json\b/i.test(c.req.header('content-type') ?? '');

/** In: a request whose body is a file, what its query says. Out: the query; where it does not tell the format, the media type does. */
function fileQueryOf<S extends typeof ImportQuery | typeof PreviewQuery>(c: Context<App>, schema: S) {
  const isLines = /\b(x-)?(ndjson|jsonl?)\b/i.test(c.req.header('content-type') ?? '');
  return parse(schema, { ...(isLines ? { format: 'ndjson' } : {}), ...c.req.query() });
}

/** A file is not read to tell two requests apart: its address, type and length do. */
async function fileMark(c: Context<App>): Promise<string> {
  return ['content-type', 'content-length'].map((name) => c.req.header(name) ?? '').join('\n');
}

async function begin(c: Context<App>, options: ImportOptions): Promise<ImportState> {
  const id = `imp_${crypto.randomUUID().replaceAll('-', '').slice(0, 12)}`;
  return workspaceOf(c.env).createImport(id, options, c.var.who);
}

async function stateOf(env: Env, id: string): Promise<ImportState> {
  const state = await workspaceOf(env).importBy(id);
  if (state === null) throw new Problem(404, 'There is no such import.');
  return state;
}

/** In: a request. Out: its body. Errors: 415 for what is no file. */
function bodyOf(c: Context<App>): ReadableStream<Uint8Array> {
  const type = c.req.header('content-type') ?? FILES[0] ?? '';
  const isFile =
    /^(text\/(csv|plain|tab-separated-values)|application\/(csv|octet-stream|(x-)?ndjson|(x-)?jsonl?|vnd\.ms-excel))\b/i;
  if (!isFile.test(type)) throw new Problem(415, `Send the file as ${FILES.join(', ')}.`);
  return bodyStream(c.req.raw);
}

/** In: the head of a file, or all of it. Out: its first bytes. Errors: 413. */
async function headIn(body: ReadableStream<Uint8Array>): Promise<{ bytes: Uint8Array; isWhole: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > PRIVATE_LIMIT) throw new Problem(413, 'Send the first 64 KB of the file.');
    chunks.push(chunk);
  }
  return { bytes: new Uint8Array(await new Blob(chunks).arrayBuffer()), isWhole: size < HEAD };
}

const said = ({
  id,
  options,
  by,
  created,
  updated,
  place,
  accepted,
  duplicates,
  rejected,
  isDone,
}: ImportState): Import => ({
  ...{ id, state: isDone ? 'done' : 'open', options, by, createdAt: iso(created), updatedAt: iso(updated) },
  ...{ offset: place.offset, lines: place.line, accepted, duplicates, rejected },
});

/** The report, page by page. */
function errorLines(env: Env, id: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after = 0;
  let text = csvLine(['line', 'field', 'message']);
  return new ReadableStream({
    async pull(controller) {
      const page = await workspaceOf(env).importErrors(id, after, 1000);
      after = page.at(-1)?.line ?? after;
      text += page.map(({ line, path, message }) => csvLine([line, path === '' ? null : path, message])).join('');
      controller.enqueue(encoder.encode(text));
      text = '';
      if (page.length < 1000) controller.close();
    },
  });
}
