/** The other end of a webhook: a server on this machine that keeps what it got and answers as it is told. */
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';

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

  constructor() {
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

  /** Out: itself, once it listens. */
  listen(): Promise<this> {
    return new Promise((resolve) => this.server.listen(0, '127.0.0.1', () => resolve(this)));
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

  stop(): Promise<unknown> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(resolve));
  }
}
