/** Errors as they travel: `application/problem+json` (RFC 9457), naming the field and never echoing input. */
import type { GenericIssue } from 'valibot';

export interface FieldError {
  path: string;
  message: string;
}

const TITLES: Record<number, string> = {
  400: 'Broken request',
  401: 'No valid key',
  403: 'Not allowed with this key',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Wrong content type',
  422: 'Bad input',
  426: 'WebSocket expected',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not now',
};

/** A refusal on its way out; the app's one error handler turns it into an answer. */
export class Problem extends Error {
  readonly status: number;
  readonly errors: FieldError[] | undefined;
  readonly headers: Record<string, string>;

  constructor(status: number, detail: string, more: { errors?: FieldError[]; headers?: Record<string, string> } = {}) {
    super(detail);
    this.status = status;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }
}

/** In: a problem. Out: its answer. */
export function problemAnswer({ status, message, errors, headers }: Problem): Response {
  const body = { type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail: message, errors };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}

/** In: a schema's issues and where they were found. Out: the fields and what is wrong with each, without their values. */
export function fieldErrors(issues: readonly GenericIssue[], at: string[] = []): FieldError[] {
  return issues.slice(0, 20).map((issue) => {
    const keys = (issue.path ?? []).map(({ key }) => safeKey(key));
    return { path: [...at, ...keys].join('.'), message: messageOf(issue) };
  });
}

/** A key of the input may itself be hostile text: it is named only when it looks like a name. */
export function safeKey(key: unknown): string {
  const text = String(key);
  return /^[A-Za-z0-9_$-]{1,64}$/.test(text) ? text : '(unnamed)';
}

/** Valibot's own messages quote what was received and speak of types; ours say in plain words what is expected. */
function messageOf(issue: GenericIssue): string {
  const isOurs = !/received/i.test(issue.message);
  if (isOurs) return issue.message;
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is not a known field';
  if (issue.received === 'undefined') return 'is missing';
  if (BOUNDS[issue.type] !== undefined) return `${BOUNDS[issue.type]} ${issue.requirement}`;
  const oneOf = [...(issue.expected ?? '').matchAll(/"([^"]*)"/g)].map(([, word]) => word);
  return KINDS[issue.type] ?? (oneOf.length > 0 ? `is none of ${oneOf.join(', ')}` : 'has not the form that it takes');
}

const OBJECT = 'is not an object such as { … }';
/** Valibot's type of an issue → what is wrong. */
const KINDS: Record<string, string> = {
  object: OBJECT,
  strict_object: OBJECT,
  loose_object: OBJECT,
  record: OBJECT,
  array: 'is not a list such as [ … ]',
  string: 'is not text',
  number: 'is not a number',
  finite: 'is not a number',
  boolean: 'is neither true nor false',
  integer: 'is not a whole number',
  null: 'is not null',
};
const BOUNDS: Record<string, string> = { min_value: 'is less than', max_value: 'is more than' };
