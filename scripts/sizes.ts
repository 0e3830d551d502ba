/** Size budgets: what a visitor's page, a rep's mail page and the score itself may weigh. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build as vite } from 'vite';
import { PARTS, root } from './build.ts';

interface Budget {
  what: string;
  /** bytes, compressed */
  most: number;
  size: () => Promise<number>;
}

const brotli = (file: string) => async () => brotliCompressSync(readFileSync(join(root, file))).length;
const gzip = (file: string) => async () => gzipSync(readFileSync(join(root, file)), { level: 9 }).length;

const BUDGETS: Budget[] = [
  { what: 'snippet, brotli', most: 2048, size: brotli('dist/assets/s.js') },
  ...PARTS.map((part) => ({
    what: `part ${part} of the snippet, brotli`,
    most: 700,
    size: brotli(`dist/assets/parts/${part}.js`),
  })),
  ...['gmail', 'hubspot', 'salesforce', 'pipedrive', 'linkedin']
    .map((host) => `content-scripts/${host}`)
    .concat('card')
    .map((script) => ({
      what: `${script} in a host’s page, gzip`,
      most: 15 * 1024,
      size: gzip(`dist/extension/chrome-mv3/${script}.js`),
    })),
  { what: 'extension background, gzip', most: 19 * 1024, size: gzip('dist/extension/chrome-mv3/background.js') },
  { what: 'score with the default model, gzip', most: 8 * 1024, size: scoreSize },
];

/** Prints each size beside its budget. Errors: names every one that is over. */
export async function checkSizes(): Promise<void> {
  const over: string[] = [];
  for (const { what, most, size } of BUDGETS) {
    const bytes = await size();
    console.log(`  ${what}: ${bytes} of ${most} bytes`);
    if (bytes > most) over.push(`${what} is ${bytes - most} bytes over its budget`);
  }
  if (over.length > 0) throw new Error(over.join('\n'));
}

/** Bundled as the extension is, which carries it: what it calls, in one piece. */
async function scoreSize(): Promise<number> {
  const entry = 'virtual:score';
  const carried = ['{ score, scoreAgain } from "/shared/score.ts"', '{ DEFAULT } from "/shared/presets/default.ts"'];
  const bundle = await vite({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? carried.map((names) => `export ${names};`).join('\n') : undefined),
      },
    ],
    build: {
      write: false,
      modulePreload: false,
      rolldownOptions: {
        input: [entry],
        preserveEntrySignatures: 'strict',
        treeshake: { propertyReadSideEffects: false },
      },
    },
  });
  const outputs = Array.isArray(bundle) ? bundle : 'output' in bundle ? [bundle] : [];
  const chunks = outputs.flatMap(({ output }) => output.filter((part) => part.type === 'chunk'));
  return gzipSync(chunks.map(({ code }) => code).join(''), { level: 9 }).length;
}
