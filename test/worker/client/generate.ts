/** `node test/worker/client/generate.ts <document> <file>`: the types of a client, made from the API's document by openapi-typescript. */
import { readFileSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const [document = '', file = ''] = process.argv.slice(2);
const compiler = new URL('compiler.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) =>
    name === 'typescript' ? { url: compiler, shortCircuit: true } : next(name, context),
});
const { default: typesOf, astToString } = await import('openapi-typescript');
writeFileSync(file, astToString(await typesOf(JSON.parse(readFileSync(document, 'utf8')))));
