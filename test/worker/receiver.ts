/** The other end of a webhook: a server on this machine that keeps what it got and answers as it is told. */
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import * as v from 'valibot';
import { WebhookMessage } from '../../shared/wire.ts';

export interface Got {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}
type Respond = (path: string, answer: ServerResponse) => void;

export class Receiver {
  readonly got: Got[] = [];
  private readonly server: Server;
  private respond: Respond = (_, answer) => answer.writeHead(204).end();

  private constructor() {
    this.server = createServer((request, answer) => {
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => {
        this.got.push({ path: request.url ?? '', headers: request.headers, body });
        this.respond(request.url ?? '', answer);
      });
    });
  }

  static start(): Promise<Receiver> {
    const receiver = new Receiver();
    return new Promise((resolve) => receiver.server.listen(0, '127.0.0.1', () => resolve(receiver)));
  }

  /** In: a path. Out: the address that a webhook is made with. */
  url(path: string): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}${path}`;
  }

  answer(respond: Respond): void {
    this.respond = respond;
  }

  at(path: string): Got[] {
    return this.got.filter((got) => got.path === path);
  }

  /** In: a path and the secret. Out: its messages, each with its signature verified and its body parsed. Errors: a wrong one. */
  messages(path: string, secret: string): WebhookMessage[] {
    return this.at(path).map((got) => verified(got, secret));
  }

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}

/** In: what came, the secret. Out: the message. Errors: a signature or a body that is none. */
export function verified({ headers, body }: Got, secret: string): WebhookMessage {
  const signed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return v.parse(WebhookMessage, new Webhook(secret).verify(body, signed));
}
