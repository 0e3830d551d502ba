/** `npm run backup -- <file> [address]`: everything that an installation stores, as lines of JSON in a file that only you can read. */
import { createReadStream, createWriteStream, renameSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ask, fail, targetOf } from './target.ts';

const [file, address] = process.argv.slice(2);
if (file === undefined) fail('Name the file: npm run backup -- steelyard.ndjson');
const { url, secretKey } = targetOf(address);
const answer = await ask(`${url}/v1/admin/backup`, { headers: { authorization: `Bearer ${secretKey}` } });
if (answer.status !== 200 || answer.body === null)
  fail(`${url} answered ${answer.status}: ${(await answer.json()).detail}`);

// Under its name only once it is whole.
const unfinished = `${file}.unfinished`;
await pipeline(Readable.from(answer.body), createWriteStream(unfinished, { mode: 0o600 })).catch((error) =>
  fail(`The backup broke off: ${error.message}`),
);
const { rows, announced } = await count(unfinished);
if (rows !== announced) fail(`The backup broke off after ${rows} rows; ${unfinished} is not whole. Try again.`);
renameSync(unfinished, file);
console.log(
  `${rows} rows are in ${file}. It holds people’s data and this installation’s own secrets: keep it as you keep its keys.`,
);

/** In: a backup. Out: how many rows it has, and how many its last line says. */
async function count(name: string): Promise<{ rows: number; announced: number | undefined }> {
  let lines = 0;
  let last = '{}';
  for await (const line of createInterface({ input: createReadStream(name) })) {
    lines += 1;
    last = line;
  }
  return { rows: lines - 2, announced: JSON.parse(last).rows };
}
