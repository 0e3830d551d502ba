/** Rotation: a new secret or public key, and for how long the one before it stays good beside it. */
import type { Context } from 'hono';
import type { GenericSchema } from 'valibot';
import { HOUR } from '../shared/event';
import { RotateRequest } from '../shared/wire';
import type { App } from './auth';
import { optionalBody } from './body';
import { describe } from './openapi';

/** In: what is rotated, what is answered. Out: the description of the route. */
export const describeRotation = (summary: string, answers: [200, GenericSchema, string]) =>
  describe({
    tag: 'Workspace',
    summary,
    description: 'The old one is good for `overlapHours` more (a week unless told); one that is older still ends now.',
    body: RotateRequest,
    example: { overlapHours: 24 },
    answers,
    refuses: [404],
  });

/** In: a request to rotate. Out: for how long the old one stays good (ms). Errors: 422. */
export const overlapOf = async (c: Context<App>): Promise<number> =>
  (await optionalBody(c, RotateRequest)).overlapHours * HOUR;
