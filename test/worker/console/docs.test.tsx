/** The API docs: a small OpenAPI document becomes a page that can be read and searched. */
import { act } from 'preact/test-utils';
import { describe, expect, it } from 'vitest';
import { curlOf, exampleOf } from '../../../worker/console/docs/example';
import { groupsOf, type OpenApi, openApiOf, search } from '../../../worker/console/docs/openapi';
import { Docs } from '../../../worker/console/docs/page';
import { draw } from './stage';

const DOCUMENT = parsed({
  openapi: '3.1.0',
  info: { title: 'Steelyard', version: '1', description: 'First.\n\nSecond <b>part</b>, see `POST`.' },
  tags: [{ name: 'Scores' }, { name: 'Capture' }],
  components: {
    schemas: {
      Tree: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', maxLength: 9 },
          parts: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
        },
      },
    },
  },
  paths: {
    '/v1/events': {
      post: {
        tags: ['Capture'],
        summary: 'Report events',
        security: [],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } } },
        responses: {
          202: { description: 'Stored', content: { 'application/json': { schema: true, example: { accepted: 1 } } } },
        },
      },
    },
    '/v1/scores': {
      get: {
        tags: ['Scores'],
        parameters: [{ name: 'email', in: 'query', required: true, schema: { type: 'string', format: 'email' } }],
        responses: {
          200: {
            description: 'The score',
            content: { 'application/json': { schema: { anyOf: [{ type: 'null' }, { enum: [1, 2] }] } } },
          },
        },
      },
    },
  },
});

describe('docs page', () => {
  it('groups by tag in their order, each call with its anchor', async () => {
    const root = await draw(<Docs document={DOCUMENT} />);
    expect([...root.querySelectorAll('h2')].map((heading) => heading.textContent)).toEqual(['Scores', 'Capture']);
    expect(root.querySelector('h3#post-v1-events')?.textContent).toContain('POST /v1/events');
    expect(root.querySelector('.index a[href="#get-v1-scores"]')).not.toBeNull();
  });

  it('shows parameters, schemas and examples; a schema that contains itself ends', async () => {
    const root = await draw(<Docs document={DOCUMENT} />);
    expect(root.textContent).toContain('email in the query string');
    expect(root.textContent).toContain('≤ 9 characters');
    expect(root.textContent).toContain('list of Tree');
    expect(root.textContent).toContain('"accepted": 1');
    expect(root.textContent).toContain('null | 1 | 2');
  });

  it('shows text as text, and what stands between backticks as code', async () => {
    const root = await draw(<Docs document={DOCUMENT} />);
    expect(root.querySelector('main b')).toBeNull();
    expect(root.textContent).toContain('Second <b>part</b>, see POST.');
    expect(root.querySelector('main p code')?.textContent).toBe('POST');
  });

  it('searches as one types', async () => {
    const root = await draw(<Docs document={DOCUMENT} />);
    await type(root, 'report');
    expect([...root.querySelectorAll('h2')].map((heading) => heading.textContent)).toEqual(['Capture']);
    await type(root, 'no such call');
    expect(root.textContent).toContain('No call fits this search.');
  });
});

describe('the document', () => {
  it('is parsed, or refused', () => {
    expect(openApiOf({ openapi: '3.1.0' })).toBeUndefined();
    expect(search(groupsOf(DOCUMENT), 'GET scores')[0]?.calls.map(({ id }) => id)).toEqual(['get-v1-scores']);
  });

  it('gives a curl command with the key only where one is needed', () => {
    const [scores, capture] = groupsOf(DOCUMENT).flatMap(({ calls }) => calls);
    if (scores === undefined || capture === undefined) throw new Error('calls are missing');
    expect(curlOf(scores, 'https://x.example', DOCUMENT)).toBe(
      `curl 'https://x.example/v1/scores?email=…' \\\n  -H "authorization: Bearer $STEELYARD_KEY"`,
    );
    expect(curlOf(capture, 'https://x.example', DOCUMENT)).not.toContain('authorization');
  });

  it('makes an example of what is required', () => {
    expect(exampleOf({ $ref: '#/components/schemas/Tree' }, DOCUMENT)).toEqual({ name: 'text' });
  });
});

function parsed(answer: unknown): OpenApi {
  const document = openApiOf(answer);
  if (document === undefined) throw new Error('not an OpenAPI document');
  return document;
}

async function type(root: HTMLElement, text: string): Promise<void> {
  const input = root.querySelector('input');
  if (input === null) throw new Error('no field');
  input.value = text;
  await act(() => void input.dispatchEvent(new Event('input', { bubbles: true })));
}
