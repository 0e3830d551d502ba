/** `npm run trial`: people and machines ask for a demo in real Chromium; who is called what, and on which evidence. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { build, root } from './build.ts';
import { BOTS } from './trial/bots.ts';
import { Ground } from './trial/ground.ts';
import { goalsOf, judgeBots, judgePeople, type Result } from './trial/judge.ts';
import { PEOPLE } from './trial/people.ts';

const SIDE_BY_SIDE = 3;

await build();
const ground = await Ground.start();
try {
  const results = [...(await judgePeople(ground, PEOPLE, SIDE_BY_SIDE)), ...(await judgeBots(ground, BOTS))];
  for (const result of results) console.log(line(result));
  const goals = goalsOf(results);
  console.log('');
  for (const { what, counted, isMet } of goals) console.log(`${isMet ? 'ok    ' : 'MISSED'} ${what}: ${counted}`);
  for (const { who, verdict } of results.filter(({ is }) => is === 'may pass'))
    console.log(`told   ${who}: ${verdict}`);
  mkdirSync(join(root, 'test/output'), { recursive: true });
  writeFileSync(join(root, 'test/output/trial.json'), `${JSON.stringify({ results, goals }, null, 2)}\n`);
  process.exitCode = goals.every(({ isMet }) => isMet) ? 0 : 1;
} finally {
  await ground.stop();
}

/** Who, verdict, kinds with their weights; where a person is in doubt or a machine is not, what the form saw as well. */
function line({ who, is, verdict, evidence, raw }: Result): string {
  const kinds = evidence.map(({ kind, weight, count }) => `${kind} ${weight}${count > 1 ? ` × ${count}` : ''}`);
  const isOdd = (verdict === 'clean') !== (is === 'person');
  const seen = isOdd ? `\n${' '.repeat(9)}saw ${JSON.stringify(raw)}` : '';
  return `${is.padEnd(8)} ${who.padEnd(58)} ${verdict.padEnd(10)} ${kinds.join(', ') || '–'}${seen}`;
}
