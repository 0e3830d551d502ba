/** Two clients update one lead at once: what comes of it must be what some order of their updates, one after the other, would give. */

export interface Outcome {
  updates: number;
  /** What no serial order explains, in words. */
  faults: string[];
}

/** In: an installation, its secret key, how many updates in all. Each client waits for its answer before its next update. */
export async function serialTrial(url: string, secretKey: string, updates: number): Promise<Outcome> {
  const email = 'serial@northwind.example';
  const headers = { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}`);
    return answer.json();
  };
  const { lead } = await call('PUT', '/v1/leads', { email, source: 'crm', attributes: { title: 'a 0' } });
  const each = updates / 2;
  let running = 2;

  /** Every update says a new title, and adds a touch: one is to be the last word, the other is to be counted. */
  const client = async (name: string) => {
    for (let n = 1; n <= each; n++) {
      if (n % 2 === 0) await call('PUT', '/v1/leads', { email, source: 'crm', attributes: { title: `${name} ${n}` } });
      else
        await call('POST', '/v1/touches', {
          touches: [{ id: `${name}-${n}`, email, type: 'email_opened', occurredAt: Date.now() }],
        });
    }
    running -= 1;
  };
  const faults: string[] = [];
  /** Who reads meanwhile never sees one client's word go back. */
  const reader = async () => {
    const seen: Record<string, number> = {};
    while (running > 0) {
      const { record } = await call('GET', `/v1/leads/${lead.id}`);
      const [name = '', n = '0'] = String(record.attributes.title[0].value).split(' ');
      if (Number(n) < (seen[name] ?? 0)) faults.push(`${name} ${n} was read after ${name} ${seen[name]}`);
      seen[name] = Number(n);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await Promise.all([client('a'), client('b'), reader()]);

  const last = Math.floor(each / 2) * 2;
  const { record } = await call('GET', `/v1/leads/${lead.id}`);
  const titles = record.attributes.title.map(({ value }: { value: string }) => value);
  const isLastWord = titles.length === 1 && [`a ${last}`, `b ${last}`].includes(titles[0]);
  if (!isLastWord) faults.push(`the title is ${titles.join()}, nobody's last word`);
  const { snapshot } = await call('GET', `/v1/scores?lead=${lead.id}&fresh=1&snapshot=1`);
  const touches = 2 * Math.ceil(each / 2);
  if (snapshot.tally.touches !== touches) faults.push(`${snapshot.tally.touches} touches are counted of ${touches}`);
  return { updates, faults };
}
