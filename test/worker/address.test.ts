/** Where a webhook may not point: private networks in every spelling, names that lead there, and the way out that looks again. */
import { once } from 'node:events';
import { createServer as createPlainServer, get, IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { Request } from 'miniflare';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { responseOf, sendOut } from '../../scripts/outbound.ts';
import { isPublicAddress, mistakeIn } from '../../worker/address.ts';
import { refusalOf } from '../../worker/target.ts';

const PRIVATE = 'leads into a private network';
const HTTPS = 'does not begin with https://';

describe('an address', () => {
  it.each([
    ['https://hooks.example/path?query=1', null],
    ['https://hooks.example:8443/', null],
    ['https://93.184.216.34/', null],
    ['https://[2606:4700:4700::1111]/', null],
    ['https://xn--bcher-kva.example/', null],
    ['luck', 'is not an address'],
    ['https://', 'is not an address'],
    ['//hooks.example/', 'is not an address'],
    ['http://hooks.example/', HTTPS],
    ['file:///etc/passwd', HTTPS],
    ['javascript:alert(1)', HTTPS],
    ['data:text/plain,1', HTTPS],
    ['https://name@hooks.example/', 'holds a name or a password'],
    ['https://hooks.example@127.0.0.1/', 'holds a name or a password'],
    ['https://hooks.example:22/', 'names a port other than 443 and 8443'],
    ['https://hooks.example:80/', 'names a port other than 443 and 8443'],
    ...[
      ...['127.0.0.1', '127.1', '127.255.255.254', '2130706433', '0x7f000001', '0x7f.1', '0177.0.0.1', '017700000001'],
      ...['%31%32%37.0.0.1', '①②⑦.0.0.1', '127。0。0。1', '127.0.0.1.'],
      ...['0.0.0.0', '0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '100.127.255.255'],
      ...['169.254.169.254', '2852039166', '0xa9fea9fe', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1'],
      ...['203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
      ...[
        '[::]',
        '[::1]',
        '[0:0:0:0:0:0:0:1]',
        '[::ffff:127.0.0.1]',
        '[::ffff:7f00:1]',
        '[::127.0.0.1]',
        '[::ffff:1.1.1.1]',
      ],
      ...['[fc00::1]', '[fd12:3456::1]', '[fe80::1]', '[febf::1]', '[fec0::1]', '[ff02::1]', '[64:ff9b::7f00:1]'],
      ...[
        '[64:ff9b::1.1.1.1]',
        '[64:ff9b:1::1]',
        '[2001:db8::1]',
        '[2001::1]',
        '[2002:7f00:1::1]',
        '[100::1]',
        '[3fff::1]',
      ],
      ...['[5f00::1]', '[4000::1]'],
      ...[
        'localhost',
        'LOCALHOST',
        'localhost.',
        'a.localhost',
        'printer.local',
        'metadata.google.internal',
        'vault.corp',
      ],
      ...['nas.lan', 'router.home', '1.0.0.127.in-addr.arpa', 'x.onion', 'intranet', 'kubernetes'],
    ].map((host): [string, string] => [`https://${host}/`, PRIVATE]),
  ])('%s', (url, mistake) => {
    expect(mistakeIn(url, false)).toBe(mistake);
  });

  it('on a laptop that allows it may be any machine, but not any protocol', () => {
    expect(mistakeIn('http://127.0.0.1:8940/', true)).toBeNull();
    expect(mistakeIn('file:///etc/passwd', true)).toBe(HTTPS);
  });

  it('that is none is no public one', () => {
    for (const text of ['', 'hooks.example', '1.1.1', '::g']) expect(isPublicAddress(text)).toBe(text === '1.1.1');
  });
});

describe('a name', () => {
  afterEach(() => void vi.unstubAllGlobals());
  const resolver = { DNS_OVER_HTTPS: 'https://dns.example/query' };
  const leadsTo = (...addresses: string[]) =>
    vi.stubGlobal('fetch', async (url: string) => {
      const isSix = new URL(url).searchParams.get('type') === 'AAAA';
      const data = addresses.filter((address) => address.includes(':') === isSix);
      const alias = { type: 5, data: 'other.example.' };
      return Response.json({ Status: 0, Answer: [alias, ...data.map((one) => ({ type: isSix ? 28 : 1, data: one }))] });
    });

  it.each([
    [['93.184.216.34', '2606:4700::1'], null],
    [['93.184.216.34', '10.0.0.1'], 'private_target'],
    [['93.184.216.34', '::1'], 'private_target'],
    [['169.254.169.254'], 'private_target'],
    [[], 'unresolved_target'],
  ])('that leads to %s', async (addresses, refusal) => {
    leadsTo(...addresses);
    expect(await refusalOf('https://hooks.example/', resolver)).toBe(refusal);
  });

  it('is not sent to while nobody says where it leads', async () => {
    vi.stubGlobal('fetch', async () => Response.json({ Answer: 'luck' }));
    expect(await refusalOf('https://hooks.example/', resolver)).toBe('unresolved_target');
    vi.stubGlobal('fetch', () => Promise.reject(new Error('down')));
    expect(await refusalOf('https://hooks.example/', resolver)).toBe('unresolved_target');
  });
});

describe('the way out of the local runtime', () => {
  it.each(['http://hooks.example/', 'https://127.0.0.1/', 'https://[::1]/', 'https://localhost/'])(
    'is closed for %s',
    async (url) => {
      await expect(sendOut(new Request(url, { method: 'POST', body: '{}' }))).rejects.toThrow('A private target.');
    },
  );

  it('opens no connection to a name that leads to this machine', async () => {
    let connections = 0;
    const server = createServer().on('connection', () => {
      connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await expect(sendOut(new Request(`https://localhost:${port}/`))).rejects.toThrow('A private target.');
    expect(connections).toBe(0);
    await new Promise((resolve) => server.close(resolve));
  });

  it('hands back answers with a body and without', async () => {
    const server = createPlainServer((request, answer) => {
      const status = Number(request.url?.slice(1));
      answer.writeHead(status, { 'x-seen': 'yes' }).end(status === 200 ? 'body' : undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    for (const status of [200, 204, 304, 410, 503]) {
      const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/${status}`;
      const [answer] = await once(get(url), 'response');
      if (!(answer instanceof IncomingMessage)) throw new Error('no answer');
      const response = responseOf(answer);
      expect([response.status, response.headers.get('x-seen')]).toEqual([status, 'yes']);
      expect(await response.text()).toBe(status === 200 ? 'body' : '');
    }
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
