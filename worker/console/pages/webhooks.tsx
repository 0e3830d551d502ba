/** Webhooks: which systems are told of what, a way to add one, and the log of what was sent. */
import { useEffect, useMemo } from 'preact/hooks';
import type { Webhook } from '../api';
import { Confirm } from '../ui/confirm';
import { Copy } from '../ui/copy';
import { DeliveryTable } from '../ui/delivery-table';
import { Heading } from '../ui/frame';
import { Trouble } from '../ui/trouble';
import { WebhookForm } from '../ui/webhook-form';
import { createWebhooks, type Webhooks } from '../webhooks';
import { eventWord } from '../words';

export function WebhooksPage() {
  const state = useMemo(createWebhooks, []);
  useEffect(() => state.start(), [state]);
  const { webhooks, made, log, problem } = state;
  return (
    <div class="webhooks">
      <Heading title="Webhooks" />
      <p>
        Your own systems are told what happens to a lead: a signed message to an address of yours, until it is taken.
      </p>
      <div>
        <Trouble problem={problem.value} />
        <div role="status">
          {made.value !== null && (
            <div class="notice good">
              <p>
                Messages to <code>{made.value.url}</code> are signed with this secret. It is shown only now.
              </p>
              <Copy name="secret" code={made.value.secret} />
            </div>
          )}
        </div>
      </div>
      {webhooks.value?.length === 0 && <p class="empty">No system is told anything yet.</p>}
      {webhooks.value !== null && webhooks.value.length > 0 && <List state={state} webhooks={webhooks.value} />}
      {log.value !== null && (
        <section aria-labelledby="log">
          <h2 id="log">
            Sent to <span class="address">{log.value.webhook.url}</span>
          </h2>
          <DeliveryTable log={log.value} redeliver={state.redeliver} more={state.more} />
        </section>
      )}
      <section aria-labelledby="add">
        <h2 id="add">Add one</h2>
        <WebhookForm add={state.add} />
      </section>
    </div>
  );
}

function List({ state, webhooks }: { state: Webhooks; webhooks: Webhook[] }) {
  return (
    <table class="queue">
      <caption class="unseen">Webhooks</caption>
      <thead>
        <tr>
          <th scope="col">Address</th>
          <th scope="col" class="wide">
            Told of
          </th>
          <th scope="col">State</th>
          <th scope="col">
            <span class="unseen">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {webhooks.map((webhook) => (
          <tr key={webhook.id}>
            <th scope="row">
              <span class="address">{webhook.url}</span>
              {webhook.description !== '' && <span class="detail">{webhook.description}</span>}
            </th>
            <td class="wide">{webhook.events.map(eventWord).join(', ')}</td>
            <td>
              <State webhook={webhook} />
            </td>
            <td>
              <Actions state={state} webhook={webhook} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const BECAUSE = {
  gone: 'It answered that it is gone for good.',
  too_many_waiting: 'Too much was waiting for it.',
};

function State({ webhook: { enabled, disabledBecause } }: { webhook: Webhook }) {
  return (
    <>
      <span class={`chip ${enabled ? 'verdict-clean' : ''}`}>{enabled ? 'On' : 'Off'}</span>
      {disabledBecause !== null && <span class="detail">{BECAUSE[disabledBecause]}</span>}
    </>
  );
}

function Actions({ state, webhook }: { state: Webhooks; webhook: Webhook }) {
  const { enabled, url } = webhook;
  const of = <span class="unseen"> {url}</span>;
  return (
    <div class="actions">
      <button type="button" disabled={!enabled} onClick={() => void state.test(webhook)}>
        Send a test{of}
      </button>
      <button type="button" onClick={() => void state.open(webhook)}>
        Log{of}
      </button>
      <button type="button" onClick={() => void state.enable(webhook, !enabled)}>
        {enabled ? 'Switch off' : 'Switch on'}
        {of}
      </button>
      <Confirm
        verb="Delete"
        name={url}
        effect="What is still to be sent to it is dropped."
        act={() => state.remove(webhook)}
      />
    </div>
  );
}
