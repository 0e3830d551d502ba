/** Everything that a browser opens: the snippet, the console, the docs and the demo site, from the assets that the build made. */
import { type Context, Hono } from 'hono';
import type { App } from '../auth';
import { Problem } from '../problem';
import { settingsOf } from '../published';

const SECURITY = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
};
/** The snippet and its parts, on every site's pages. */
const CAPTURE = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=3600' };
const DEMO_PAGES = ['pricing', 'comparison', 'guide', 'contact', 'demo-request', 'thanks'];

export const pages = new Hono<App>()
  .get('/s.js', (c) => asset(c, '/s.js', CAPTURE))
  .get('/parts/*', (c) => asset(c, c.req.path, CAPTURE))
  .get('/docs', (c) => asset(c, '/console/docs/index.html', SECURITY))
  .get('/console', (c) => c.redirect('/console/'))
  .get('/console/', (c) => asset(c, '/console/index.html', SECURITY))
  .get('/console/*', (c) => asset(c, c.req.path, SECURITY))
  .get('/', (c) => c.redirect('/console/'))
  .get('/demo', (c) => c.redirect('/demo/'))
  .get('/demo/', (c) => demoPage(c, 'index'))
  .post('/demo/thanks', (c) => demoPage(c, 'thanks'))
  .get('/demo/*', async (c) => {
    if (c.req.path.endsWith('.html')) return c.redirect(c.req.path.replace(/(index)?\.html$/, ''));
    const name = c.req.path.slice('/demo/'.length);
    return DEMO_PAGES.includes(name) ? demoPage(c, name) : asset(c, c.req.path, SECURITY);
  });

async function asset(c: Context<App>, path: string, headers: Record<string, string>): Promise<Response> {
  const found = await c.env.ASSETS.fetch(new Request(new URL(path, c.req.url)));
  if (found.status !== 200) throw new Problem(404, 'There is no such page.');
  const answer = new Response(found.body, found);
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
}

/** The demo's pages carry the script tag as a customer's would; the key in it is this installation's. */
async function demoPage(c: Context<App>, name: string): Promise<Response> {
  const page = await asset(c, `/demo/${name}.html`, SECURITY);
  const { sites } = await settingsOf(c.env);
  const key = Object.keys(sites)[0] ?? '';
  return new HTMLRewriter()
    .on('script[data-key]', { element: (tag) => void tag.setAttribute('data-key', key) })
    .transform(page);
}
