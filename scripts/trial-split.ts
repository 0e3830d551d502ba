/** `npm run trial:split`: 200,000 events flow while a ledger is split twice and the server is killed five times; loopback only, ends by itself. */
import process from 'node:process';
import { build } from './build.ts';
import { splitTrial } from './split-trial/trial.ts';

await build();
const events = Number(process.argv[2] ?? 200_000);
const outcome = await splitTrial({ events, splits: 2, kills: 5, say: (line) => console.log(line) });
for (const fault of outcome.faults) console.log(`FAULT ${fault}`);
const rate = Math.round(outcome.events / outcome.seconds);
console.log(
  `${outcome.events} events of ${outcome.people} people in ${outcome.ledgers} ledgers, ${rate} events/s, ${outcome.faults.length} faults`,
);
process.exitCode = outcome.faults.length === 0 ? 0 : 1;
