/** A part of a file → the ledgers, batch by batch: what the import says it has dealt with is stored. */
import { type Env, workspaceOf } from '../env';
import type { ImportState, Reading, Step } from '../objects/workspace/imports';
import { Problem } from '../problem';
import { settingsOf } from '../published';
import { ledgersOf } from '../settings';
import { HEAD, headersOf, headOf } from './layout';
import { type Line, LineReader, type Place } from './lines';
import { confirmed } from './mapping';
import { rowOf } from './row';
import { storeRows } from './store';

/** Rows that are stored together, as many as a call of `POST /v1/touches` may bring. */
const BATCH = 500;
/** The platform lets one request make a thousand calls to objects; what is left over is for the next part. */
const MOST_CALLS = 800;

/**
 * In: an import, the bytes from its offset on, whether the file ends with them. Out: the import as it stands then: it may have
 * taken less than was sent. Errors: 409 when another part was faster; 422 when the columns do not fit or no line is whole.
 */
export async function take(
  env: Env,
  state: ImportState,
  body: ReadableStream<Uint8Array>,
  isLast: boolean,
): Promise<ImportState> {
  const settings = await settingsOf(env);
  const callsPerBatch = 1 + ledgersOf(settings).length;
  const part = new Part(state, body);
  let now = state;
  let calls = 0;
  for await (const { lines, place, isEnd } of part.batches(isLast)) {
    const reading = part.reading;
    const rows = lines.map((line) => rowOf(line, state.options, reading?.mapping ?? [], state.created));
    const stored = await storeRows(env, settings, state, rows);
    now = await advance(env, now, { ...stored, reading, place, isDone: isEnd });
    calls += callsPerBatch;
    if (calls + callsPerBatch > MOST_CALLS) break;
  }
  const isStuck = part.size > 0 && now.place.offset === state.place.offset && !now.isDone;
  if (isStuck) throw noWholeLine();
  await part.drain();
  return now;
}

const noWholeLine = (): Problem =>
  new Problem(422, 'No line ends in this part: send more at a time.', {
    errors: [{ path: '', message: 'holds no whole line' }],
  });

async function advance(env: Env, before: ImportState, step: Step): Promise<ImportState> {
  const after = await workspaceOf(env).advanceImport(before.id, before.place.offset, step);
  if (after === null) throw new Problem(409, 'Another part of this import was faster: ask where it stands.');
  return after;
}

/** The lines of a part, and how the file is read, which its first part tells. */
class Part {
  reading: Reading | null;
  size = 0;
  private readonly state: ImportState;
  private readonly chunks: AsyncIterator<Uint8Array>;

  constructor(state: ImportState, body: ReadableStream<Uint8Array>) {
    this.state = state;
    this.reading = state.reading;
    this.chunks = body[Symbol.asyncIterator]();
  }

  /** Out: up to 500 lines at a time, with the place behind them; the last batch of a file says so and may be empty. */
  async *batches(isLast: boolean): AsyncGenerator<{ lines: Line[]; place: Place; isEnd: boolean }> {
    const { reader, first } = await this.begin(isLast);
    let lines = first;
    let place = this.state.place;
    for (let chunk = await this.next(); chunk !== undefined; chunk = await this.next()) {
      lines.push(...reader.push(chunk));
      for (; lines.length >= BATCH; lines = lines.slice(BATCH)) {
        place = lines[BATCH - 1]?.next ?? place;
        yield { lines: lines.slice(0, BATCH), place, isEnd: false };
      }
    }
    if (isLast) lines.push(...reader.end());
    const isMoved = reader.standsAt.offset > place.offset;
    if (isLast || isMoved) yield* this.rest(lines, reader.standsAt, isLast);
  }

  /** Passes over what is left for the next part: an answer before the end of a request would break some clients' connection. */
  async drain(): Promise<void> {
    while ((await this.next()) !== undefined);
  }

  private *rest(lines: Line[], last: Place, isEnd: boolean) {
    for (let from = 0; from === 0 || from < lines.length; from += BATCH) {
      const isFinal = from + BATCH >= lines.length;
      const batch = lines.slice(from, from + BATCH);
      yield { lines: batch, place: isFinal ? last : (batch.at(-1)?.next ?? last), isEnd: isEnd && isFinal };
    }
  }

  /** At the beginning of a file: looks at its head, and takes its first line for the names of its columns. */
  private async begin(isLast: boolean): Promise<{ reader: LineReader; first: Line[] }> {
    const { reading, place, options } = this.state;
    if (reading !== null) return { reader: new LineReader(reading, place), first: [] };
    const bytes = await this.head();
    const { start, linesBefore, ...layout } = headOf(bytes, options);
    const reader = new LineReader(layout, { offset: start, line: linesBefore, isInside: false });
    const lines = reader.push(bytes.subarray(start));
    if (isLast && lines.length === 0) lines.push(...reader.end());
    const header = options.format === 'csv' ? lines.shift() : undefined;
    if (options.format === 'csv' && header === undefined && !isLast) throw noWholeLine();
    const mapping = options.format === 'csv' ? confirmed(options, headersOf(header, options)) : [];
    this.reading = { ...layout, mapping };
    return { reader, first: lines };
  }

  /** As much as it takes to tell how a file is laid out. */
  private async head(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = [];
    while (this.size < HEAD) {
      const chunk = await this.next();
      if (chunk === undefined) break;
      chunks.push(chunk);
    }
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  }

  private async next(): Promise<Uint8Array | undefined> {
    const { done, value } = await this.chunks.next();
    if (done) return undefined;
    this.size += value.byteLength;
    return value;
  }
}
