/** The other end of a webhook, which verifies what it gets. */
import { Webhook } from 'standardwebhooks';
import * as v from 'valibot';
import { type Got, Receiver as Plain } from '../../scripts/receiver.ts';
import { WebhookMessage } from '../../shared/wire.ts';

export class Receiver extends Plain {
  static start(): Promise<Receiver> {
    return new Receiver().listen();
  }

  /** In: a path and the secret. Out: its messages, each with its signature verified and its body parsed. Errors: a wrong one. */
  messages(path: string, secret: string): WebhookMessage[] {
    return this.at(path).map((got) => verified(got, secret));
  }
}

/** In: what came, the secret. Out: the message. Errors: a signature or a body that is none. */
export function verified({ headers, body }: Got, secret: string): WebhookMessage {
  const signed = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return v.parse(WebhookMessage, new Webhook(secret).verify(body, signed));
}
