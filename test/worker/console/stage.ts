/** What the console's tests stand on: a drawn page, an API that answers by a table, leads with a real history. */
import type { ComponentChild } from 'preact';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { onTestFinished, vi } from 'vitest';
import { DEFAULT } from '../../../shared/presets';
import { score } from '../../../shared/score';
import type { Fact } from '../../../shared/score/fact';
import { tallyOf } from '../../../shared/score/interpret';
import { snapshotOf } from '../../../shared/score/snapshot';
import type { Signal } from '../../../shared/signal';
import type { ScoreAnswer } from '../../../worker/console/api';

/** In: what to draw. Out: the element that holds it, until the test ends. */
export async function draw(what: ComponentChild): Promise<HTMLElement> {
  const root = document.createElement('div');
  document.body.append(root);
  await act(() => render(what, root));
  onTestFinished(async () => {
    await act(() => render(null, root));
    root.remove();
  });
  return root;
}

/** Lets promises and drawings that are under way come to their end. */
export const settle = () => act(async () => void (await vi.advanceTimersByTimeAsync(0)));

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}
type Answers = Record<string, [status: number, body: unknown]>;

/** In: "GET /v1/me" → status and body; a path without query answers for every query. Out: what was asked, in order. */
export function answerWith(answers: Answers): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const method = init.method ?? 'GET';
    asked.push({ method, path, body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined });
    const [status, body] = answers[`${method} ${path.split('?')[0]}`] ?? [404, problem(404, 'There is nothing here.')];
    return new Response(status === 204 ? null : JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json' },
    });
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  return asked;
}

export const problem = (status: number, detail: string, errors?: { path: string; message: string }[]) => ({
  type: 'about:blank',
  title: 'Problem',
  status,
  detail,
  ...(errors && { errors }),
});

export const MODELS = { models: [{ version: 1, status: 'published' as const, model: DEFAULT, deeds: [] }] };

export type Deed = [signal: Signal, at: number];

/** In: a lead's name, what it did and when (ms), the moment of the answer (ms). Out: the answer that the API gives. */
export function answerFor(name: string, deeds: Deed[], at: number): ScoreAnswer {
  const id = `ld_${name.toLowerCase().replace(/[^a-z]/g, '')}`;
  const email = `${id.slice(3)}@northwind.example`;
  const facts: Fact[] = deeds.map(([type, when], i) => ({ id: `${id}-${i}`, type, at: when, subject: `lead:${id}` }));
  const snapshot = snapshotOf(
    {
      ...{ id, email, name, account: 'northwind.example', owner: null, stage: null },
      ...{ optedOut: false, attributes: {} },
    },
    { domain: 'northwind.example', attributes: {} },
    tallyOf(facts, DEFAULT, at),
    DEFAULT,
    at,
  );
  return { ...score(snapshot, DEFAULT, at), snapshot };
}
