/** The Worker: routes, and the one place where errors become answers. */
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { methodNotAllowed } from 'hono/method-not-allowed';
import * as v from 'valibot';
import { type App, isPrivate } from './auth';
import type { Env } from './env';
import { guarded } from './guard';
import { ready } from './health';
import { causeOf, log } from './log';
import { describe, serveDocument } from './openapi';
import { Problem, problemAnswer } from './problem';
import { accounts } from './routes/accounts';
import { audit } from './routes/audit';
import { backups } from './routes/backups';
import { events } from './routes/events';
import { exports } from './routes/exports';
import { imports } from './routes/imports';
import { keys } from './routes/keys';
import { lead } from './routes/lead';
import { leads } from './routes/leads';
import { ledgers } from './routes/ledgers';
import { live } from './routes/live';
import { merges } from './routes/merges';
import { models } from './routes/models';
import { outcomes } from './routes/outcomes';
import { pages } from './routes/pages';
import { reps } from './routes/reps';
import { scores } from './routes/scores';
import { selectors } from './routes/selectors';
import { sessions } from './routes/sessions';
import { sites } from './routes/sites';
import { spam } from './routes/spam';
import { status } from './routes/status';
import { touches } from './routes/touches';
import { webhooks } from './routes/webhooks';
import { workspace } from './routes/workspace';
import { VERSION } from './version';

export { Ledger } from './objects/ledger';
export { Webhook } from './objects/webhook';
export { Workspace } from './objects/workspace';

const Health = v.object({ ok: v.boolean(), version: v.string() });

const app = new Hono<App>();
const wrongMethod = (methods: string[]) =>
  problemAnswer(
    new Problem(405, `This address takes ${methods.join(', ')}.`, { headers: { allow: methods.join(', ') } }),
  );
app
  .use(methodNotAllowed({ app, onMethodNotAllowed: (_, methods) => wrongMethod(methods) }))
  .use(guarded)
  .use('/v1/*', isPrivate)
  .get(
    '/healthz',
    describe({
      tag: 'Health',
      summary: 'Whether it runs and knows the stored state, and which version it is',
      key: 'none',
      answers: [200, Health, 'It runs'],
      refuses: [503],
    }),
    async (c) => {
      await ready(c.env);
      return c.json({ ok: true, version: VERSION });
    },
  )
  .route('/v1/events', events)
  .route('/v1/touches', touches)
  .route('/v1/leads', leads)
  .route('/v1/leads', lead)
  .route('/v1/leads', spam)
  .route('/v1/leads', merges)
  .route('/v1/accounts', accounts)
  .route('/v1/scores', scores)
  .route('/v1/outcomes', outcomes)
  .route('/v1/imports', imports)
  .route('/v1/exports', exports)
  .route('/v1/live', live)
  .route('/v1/sessions', sessions)
  .route('/v1/admin/ledgers', ledgers)
  .route('/v1/models', models)
  .route('/v1/admin', backups)
  .route('/v1/admin', status)
  .route('/v1/sites', sites)
  .route('/v1/keys', keys)
  .route('/v1/reps', reps)
  .route('/v1/audit', audit)
  .route('/v1/selectors', selectors)
  .route('/v1/webhooks', webhooks)
  .route('/v1', workspace);
serveDocument(app);
app.route('/', pages);

app.notFound(() => problemAnswer(new Problem(404, 'There is nothing at this address.')));

app.onError((error, c) => {
  const problem = problemOf(error);
  if (problem.status >= 500)
    log('request_failed', {
      request: c.get('requestId') ?? null,
      method: c.req.method,
      route: c.req.routePath,
      cause: causeOf(error),
    });
  return problemAnswer(problem);
});

/** Our own refusals as they are; newer state and the platform's overload as 503 (the snippet keeps its queue); the rest is our fault. */
function problemOf(error: Error): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException) return new Problem(error.status, 'The request could not be read.');
  if (error.name === 'NewerState') return new Problem(503, error.message, { headers: { 'retry-after': '60' } });
  const isOverloaded = 'overloaded' in error && error.overloaded === true;
  if (isOverloaded) return new Problem(503, 'Overloaded; try again shortly.', { headers: { 'retry-after': '5' } });
  return new Problem(500, 'Something went wrong on our side.');
}

export default app satisfies ExportedHandler<Env>;
