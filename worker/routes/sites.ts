/** Sites: what carries the snippet, with public keys that can be rotated without a gap. */
import { Hono } from 'hono';
import { Site, SiteReplacement, SiteRequest, SitesAnswer } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody } from '../body';
import { workspaceOf } from '../env';
import { idempotent } from '../idempotency';
import { describe } from '../openapi';
import { Problem } from '../problem';
import { askAgain } from '../published';
import { describeRotation, overlapOf } from '../rotation';

const tag = 'Workspace';
const example = { name: 'Website', origins: ['https://acme.example', 'https://*.acme.example'], consent: true };

export const sites = new Hono<App>()
  .get(
    '/',
    needs('admin'),
    describe({ tag, summary: 'Sites and their public keys', answers: [200, SitesAnswer, 'Sites'] }),
    async (c) => c.json({ sites: await workspaceOf(c.env).sites() }),
  )
  .post(
    '/',
    needs('admin'),
    idempotent,
    describe({
      tag,
      summary: 'Add a site',
      description:
        'No origin named: events from every page are taken. `consent`: nothing is sent before the visitor agrees.',
      body: SiteRequest,
      example,
      answers: [201, Site, 'The site with its public key'],
    }),
    async (c) => c.json(changed(await workspaceOf(c.env).addSite(await jsonBody(c, SiteRequest), c.var.who)), 201),
  )
  .put(
    '/:id',
    needs('admin'),
    describe({
      tag,
      summary: 'Say anew what a site is called and who may send',
      body: SiteReplacement,
      example,
      answers: [200, Site, 'The site as it is now'],
      refuses: [404],
    }),
    async (c) => {
      const asked = await jsonBody(c, SiteReplacement);
      return c.json(changed(await workspaceOf(c.env).putSite(c.req.param('id'), asked, c.var.who)));
    },
  )
  .delete(
    '/:id',
    needs('admin'),
    describe({
      tag,
      summary: 'Delete a site',
      description: 'Its public keys are taken no more, within two minutes everywhere. What it has sent stays.',
      answers: [204, null, 'Deleted'],
      refuses: [404],
    }),
    async (c) => {
      if (!(await workspaceOf(c.env).deleteSite(c.req.param('id'), c.var.who))) throw noSite();
      askAgain();
      return c.body(null, 204);
    },
  )
  .post(
    '/:id/rotate',
    needs('admin'),
    idempotent,
    describeRotation('Give a site a new public key', [200, Site, 'The site with both keys']),
    async (c) => {
      const overlap = await overlapOf(c);
      return c.json(changed(await workspaceOf(c.env).rotateSite(c.req.param('id'), overlap, c.var.who)));
    },
  );

/** In: the site after a change, or null. Out: the same; this isolate knows of it at once. Errors: 404. */
function changed(site: Site | null): Site {
  if (site === null) throw noSite();
  askAgain();
  return site;
}

const noSite = (): Problem => new Problem(404, 'There is no such site.');
