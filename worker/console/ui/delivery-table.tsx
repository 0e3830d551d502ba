/** The log of a webhook: what was sent, what came of it, when it is tried again. */
import type { Delivery, Webhook } from '../api';
import type { Log } from '../webhooks';
import { capital, eventWord, moment } from '../words';

interface Props {
  log: Log;
  redeliver: (webhook: Webhook, delivery: Delivery) => unknown;
  more: () => unknown;
}

export function DeliveryTable({ log: { webhook, deliveries, cursor }, redeliver, more }: Props) {
  if (deliveries.length === 0) return <p class="empty">Nothing was sent in the last week.</p>;
  return (
    <>
      <table class="queue">
        <caption class="unseen">Deliveries, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Message</th>
            <th scope="col">State</th>
            <th scope="col" class="wide">
              Answer
            </th>
            <th scope="col" class="wide">
              Attempts
            </th>
            <th scope="col">
              <span class="unseen">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <tr key={delivery.id}>
              <th scope="row">
                {eventWord(delivery.type)}
                <span class="detail">{moment(delivery.createdAt)}</span>
              </th>
              <td>
                <span class={`chip ${CHIP[delivery.state]}`}>{capital(delivery.state)}</span>
                {delivery.nextAttemptAt !== null && delivery.attempts > 0 && (
                  <span class="detail">again {moment(delivery.nextAttemptAt)}</span>
                )}
              </td>
              <td class="wide">{answerOf(delivery)}</td>
              <td class="wide">{delivery.attempts}</td>
              <td>
                <button type="button" disabled={!webhook.enabled} onClick={() => redeliver(webhook, delivery)}>
                  Send again<span class="unseen"> {delivery.id}</span>
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {cursor !== null && (
        <button type="button" class="more" onClick={() => more()}>
          Show older ones
        </button>
      )}
    </>
  );
}

const CHIP = { pending: 'verdict-suspicious', delivered: 'verdict-clean', failed: 'verdict-spam' };

const ERRORS = {
  timeout: 'no answer within 15 s',
  unreachable: 'could not be reached',
  redirect: 'redirects, which are not followed',
  private_target: 'leads into a private network',
  unresolved_target: 'its name leads nowhere',
  webhook_disabled: 'switched off before it was sent',
};

/** "204 in 31 ms", "302: redirects, which are not followed", "no answer within 15 s". */
function answerOf({ status, error, responseMs }: Delivery): string {
  const words = error === null ? '' : ERRORS[error];
  if (status === null) return words;
  return words === '' ? `${status} in ${responseMs} ms` : `${status}: ${words}`;
}
