/** Selectors of the extension that an installation corrects when a host has changed, and the switch that ends a host. */
import { Hono } from 'hono';
import { SelectorsAnswer, SelectorsPut, SelectorsRequest } from '../../shared/wire';
import { type App, needs } from '../auth';
import { jsonBody } from '../body';
import { workspaceOf } from '../env';
import { describe } from '../openapi';

const tag = 'Workspace';
const example = { hosts: { gmail: { ladders: { subject: { most: 20, ways: ['h2.hP', '[role="main"] h2'] } } } } };

export const selectors = new Hono<App>()
  .get(
    '/',
    needs('scores:read'),
    describe({
      tag,
      summary: 'The corrected selectors of the extension, signed',
      description:
        '`document` is JSON text; `signature` is ECDSA (P-256, SHA-256) over its bytes by the key that came with the pairing. null: none are corrected.',
      answers: [200, SelectorsAnswer, 'The document'],
    }),
    async (c) => c.json({ signed: await workspaceOf(c.env).signedSelectors() }),
  )
  .put(
    '/',
    needs('admin'),
    describe({
      tag,
      summary: 'Correct selectors of the extension, or switch a host off',
      description:
        'Takes the place of all that was corrected before. Every connected browser takes it over within an hour; what is not named stays as the extension brings it.',
      body: SelectorsRequest,
      example,
      answers: [200, SelectorsPut, 'It is signed'],
    }),
    async (c) => {
      const asked = await jsonBody(c, SelectorsRequest);
      return c.json({ version: await workspaceOf(c.env).putSelectors(asked, c.var.who) });
    },
  );
