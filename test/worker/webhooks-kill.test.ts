/** Every message is delivered at least once, whenever the installation is killed; nobody has to ask for it after the restart. */
import { afterAll, expect, it } from 'vitest';
import { Server } from '../../scripts/server.ts';
import { Receiver } from './receiver.ts';

const victim = new Server({ ALLOW_PRIVATE_TARGETS: '1' });
let receiver: Receiver | undefined;
afterAll(async () => {
  await victim.end();
  await receiver?.stop();
});

const LEADS = 150;
const KILLS = [30, 90];

it('delivers all of it after two kills under load and one at rest', async () => {
  receiver = await Receiver.start();
  const { got } = receiver;
  // Slow enough that a kill always finds some on their way.
  receiver.answer((_, answer) => void setTimeout(() => answer.writeHead(204).end(), 20));
  await victim.start();
  const made = await post('/v1/webhooks', { url: receiver.url('/all'), events: ['tier_changed'] });
  const { secret } = await made.json();

  const waiting = Array.from({ length: LEADS }, (_, i) => i);
  const occurredAt = Date.now();
  const sender = async () => {
    for (let i = waiting.shift(); i !== undefined; i = waiting.shift()) {
      const touch = { id: `kill-${i}`, email: `lead${i}@kill.example`, type: 'demo_requested', occurredAt };
      const isStored = await post('/v1/touches', { touches: [touch] }).then(
        ({ status }) => status === 202,
        () => false,
      );
      if (isStored) continue;
      waiting.push(i);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const load = Promise.all([sender(), sender(), sender()]);
  for (const count of KILLS) {
    await expect.poll(() => got.length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(count);
    await victim.kill();
    await victim.start();
  }
  await load;
  await victim.kill();
  await victim.start();

  const told = () =>
    new Set(receiver?.messages('/all', secret).map(({ data }) => ('lead' in data ? data.lead.email : null)));
  await expect.poll(() => told().size, { timeout: 20_000 }).toBe(LEADS);
  const ids = new Set(got.map(({ headers }) => headers['webhook-id']));
  expect(ids.size).toBe(LEADS);
}, 120_000);

const post = (path: string, body: object) =>
  fetch(victim.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${victim.keys.secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
