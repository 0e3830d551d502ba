/** Actions of the model: told to webhooks and to the reps, those that time contact included. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../shared/event';
import { DEFAULT } from '../../shared/presets';
import { ADA, action, ledger, NOW } from './acting';
import { Edge } from './edge.ts';
import { Receiver } from './receiver.ts';

describe('an action', () => {
  it('fires on crossing, once, and not while the lead stays', () => {
    const { touch, look, told } = ledger(action('call', {}));
    touch('t1', 'demo_requested', NOW);
    look(NOW + 100);
    touch('t2', 'pricing_viewed', NOW + 1000);
    look(NOW + 2000);
    expect(told('action_fired')).toMatchObject([
      { action: { id: 'call', do: 'webhook', why: 'why call' }, score: { balance: { tier: 1 } } },
    ]);
    expect(told('alert')).toEqual([]);
  });

  it('on a signal fires at each one outside its cool-down, also when the object died in between', () => {
    const on = { kind: 'signal', signal: 'pricing_viewed' } as const;
    const { touch, look, told, restart } = ledger(action('seen', { on, do: 'notify_owner' }));
    touch('t1', 'demo_requested', NOW);
    look(NOW + 100);
    expect(told('alert')).toEqual([]);
    touch('t2', 'pricing_viewed', NOW + 1000);
    restart();
    look(NOW + 2000);
    look(NOW + 3000);
    expect(told('alert')).toMatchObject([{ alert: 'why seen', lead: { id: ADA.id } }]);
    touch('t3', 'pricing_viewed', NOW + HOUR / 2);
    look(NOW + HOUR / 2);
    expect(told('alert')).toHaveLength(1);
    touch('t4', 'pricing_viewed', NOW + 2 * HOUR);
    look(NOW + 2 * HOUR);
    expect(told('alert')).toHaveLength(2);
    expect(new Set(told('action_fired').map(({ key }) => key)).size).toBe(2);
  });
});

describe('over the API', () => {
  let edge: Edge;
  let receiver: Receiver;
  beforeAll(async () => {
    edge = await Edge.start(undefined, true);
    receiver = await Receiver.start();
  });
  afterAll(async () => {
    await edge.stop();
    await receiver.stop();
  });

  it('reps are alerted and webhooks told, of the crossing and of the broken promise', async () => {
    const actions = [
      action('tell', { do: 'notify_owner', settings: { text: 'Call now' } }),
      action('sla', { do: 'start_sla', settings: { hours: 1 / 3600 } }),
    ];
    await edge.api('PUT', '/v1/models', { ...DEFAULT, actions });
    expect((await edge.api('POST', '/v1/models/2/publish', {})).status).toBe(200);
    const events = ['action_fired', 'sla_breached'];
    const { secret } = (await edge.api('POST', '/v1/webhooks', { url: receiver.url('/a'), events })).body;
    await edge.api('POST', '/v1/touches', {
      touches: [{ id: 't1', email: 'ada@actions.example', type: 'demo_requested', occurredAt: Date.now() }],
    });
    await expect
      .poll(() =>
        receiver
          .messages('/a', secret)
          .map(({ type }) => type)
          .toSorted(),
      )
      .toEqual(['action_fired', 'action_fired', 'sla_breached']);
    const { socket, heard } = await listen();
    await expect
      .poll(() => heard.map(({ alert }) => alert))
      .toEqual(expect.arrayContaining(['Call now', 'Nobody got in touch in time: why sla']));
    socket.close();

    const { lead } = await edge.score('ada@actions.example');
    await edge.api('DELETE', `/v1/leads/${lead.id}`);
    await expect
      .poll(async () => {
        const later = await listen();
        await expect.poll(() => later.heard.some(({ type }) => type === 'score_changed')).toBe(true);
        later.socket.close();
        return later.heard.some(({ type }) => type === 'alert');
      })
      .toBe(false);
  });

  /** A socket that begins with everything there is. */
  async function listen() {
    const { ticket } = (await edge.api('POST', '/v1/live/tickets', {})).body;
    const socket = new WebSocket(`${edge.url.replace('http', 'ws')}/v1/live?ticket=${ticket}&since=0`);
    const heard: { type: string; alert?: string }[] = [];
    socket.addEventListener('message', ({ data }) => heard.push(JSON.parse(data)));
    return { socket, heard };
  }
});
