/** The API's document is whole: it holds to its standard, its examples to its schemas, and a generated client drives every route. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../../scripts/build.ts';
import { type Document, operationsOf } from '../../scripts/fuzz/operations.ts';
import { WEBHOOK_EVENTS } from '../../shared/wire.ts';
import { Edge } from './edge.ts';

let edge: Edge;
let source: string;
let document: Document;
beforeAll(async () => {
  edge = await Edge.start();
  source = (await edge.call('GET', '/openapi.json')).text;
  document = JSON.parse(source);
});
afterAll(() => edge.stop());

it('has no errors by Redocly’s rules, and every example is of its schema', async () => {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      'no-invalid-media-type-examples': 'error',
      'no-invalid-parameter-examples': 'error',
      // Health takes nothing that could be wrong; a socket is no 2xx.
      'operation-4xx-response': 'off',
      'operation-2xx-response': 'off',
    },
  });
  const problems = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
});

it('has an example for each call that takes something', () => {
  const without = operationsOf(document).flatMap(({ method, path, bodies, parameters }) => [
    ...bodies.filter(([, example]) => example === undefined).map(() => `${method} ${path}: body`),
    ...parameters
      .filter(({ place, example }) => place === 'path' && example === undefined)
      .map(({ name }) => `${method} ${path}: ${name}`),
  ]);
  expect(without).toEqual([]);
});

it('tells what we send to others', () => {
  const { webhooks }: { webhooks: object } = JSON.parse(source);
  expect(Object.keys(webhooks).toSorted()).toEqual([...WEBHOOK_EVENTS, 'test'].toSorted());
});

it('is enough to generate a client that compiles and drives every route', async () => {
  const folder = join(root, 'test/output/client');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'openapi.json'), source);
  const run = (command: string, ...rest: string[]) => {
    const { status, stdout, stderr } = spawnSync(command, rest, { cwd: root, encoding: 'utf8' });
    expect([status, stdout, stderr]).toEqual([0, expect.any(String), expect.any(String)]);
  };
  run(process.execPath, 'test/worker/client/generate.ts', join(folder, 'openapi.json'), join(folder, 'api.d.ts'));
  run(join(root, 'node_modules/.bin/tsc'), '-p', 'test/worker/client');
  // Compiled there, with the types that were made just now; our own compiler does not follow a name that it cannot read.
  const client = './client/drive.ts';
  const { drive } = await import(client);
  const routes = operationsOf(document).map(({ method, path }) => `${method} ${path}`);
  expect((await drive(edge.url, edge.keys)).toSorted()).toEqual(routes.toSorted());
}, 60_000);
