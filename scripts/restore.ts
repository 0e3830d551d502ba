/** `npm run restore -- <file> [address]`: a backup into an installation that holds nobody yet, part by part. */
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { ask, fail, targetOf } from './target.ts';

/** The API takes parts of 1 MB. */
const PART = 1_000_000;

const [file, address] = process.argv.slice(2);
if (file === undefined) fail('Name the file: npm run restore -- steelyard.ndjson');
if (!existsSync(file)) fail(`There is no file ${file}.`);
const { url, secretKey } = targetOf(address);
const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/x-ndjson' };

let part = '';
let rows = 0;
let isComplete = false;
for await (const line of createInterface({ input: createReadStream(file) })) {
  if (part !== '' && Buffer.byteLength(part) + Buffer.byteLength(line) >= PART) await send();
  part += `${line}\n`;
}
await send();
if (!isComplete)
  fail(`${file} ends in the middle: ${rows} rows are stored, the installation is not usable. Restore a whole backup.`);
console.log(`${rows} rows are restored; every score is now read anew from its history.`);

async function send(): Promise<void> {
  const answer = await ask(`${url}/v1/admin/restore`, { method: 'POST', headers, body: part });
  const told = await answer.json();
  if (answer.status !== 200)
    fail(`${url} answered ${answer.status}: ${told.detail} ${JSON.stringify(told.errors ?? '')}`);
  rows += told.stored;
  isComplete = told.isComplete;
  part = '';
}
