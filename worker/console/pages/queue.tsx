/** The hot queue, home of the console: who to talk to first, and why. */
import { type Filters, NO_FILTERS, type Queue } from '../queue';
import { leadLink } from '../route';
import { ConnectionLine } from '../ui/connection-line';
import { Heading } from '../ui/frame';
import { QueueFilters } from '../ui/queue-filters';
import { QueueTable } from '../ui/queue-table';
import { SuppressedTable } from '../ui/suppressed-table';
import { Trouble } from '../ui/trouble';

export function QueuePage({ queue }: { queue: Queue }) {
  const { filters, rows, cursor, state, problem, alert } = queue;
  const isEmpty = rows.value.length === 0 && state.value === 'ready' && problem.value === null;
  return (
    <>
      <div class="title">
        <Heading title="Hot queue" />
        <ConnectionLine />
      </div>
      <QueueFilters filters={filters.value} change={queue.filter} />
      <div role="status">
        {alert.value !== null && (
          <p class="notice">
            <a href={leadLink(alert.value.lead.id)}>{alert.value.lead.name ?? alert.value.lead.email ?? 'A lead'}</a>:{' '}
            {alert.value.text}
          </p>
        )}
      </div>
      <Trouble problem={problem.value} retry={() => void queue.load()} />
      {rows.value.length > 0 &&
        (filters.value.show === 'suppressed' ? (
          <SuppressedTable rows={rows.value} />
        ) : (
          <QueueTable rows={rows.value} />
        ))}
      {isEmpty && <Empty filters={filters.value} />}
      {state.value === 'loading' && <p class="muted">Loading…</p>}
      {cursor.value !== null && state.value === 'ready' && (
        <button type="button" class="more" onClick={() => void queue.more()}>
          Load more
        </button>
      )}
    </>
  );
}

function Empty({ filters }: { filters: Filters }) {
  if (filters.show === 'suppressed') return <p class="empty">Nothing is suppressed. Every lead so far looks human.</p>;
  const isFiltered = Object.entries(NO_FILTERS).some(([name, value]) =>
    Object.entries(filters).some(([n, x]) => n === name && x !== value),
  );
  if (isFiltered) return <p class="empty">No lead fits these filters.</p>;
  return (
    <section class="empty" aria-labelledby="first-lead">
      <h2 id="first-lead">No lead yet</h2>
      <p>A lead appears here the moment a visitor gives an e-mail address. To see it happen:</p>
      <ol>
        <li>
          Open the <a href="/demo/">demo site</a> in another window, look at its pricing page, then ask for a demo.
        </li>
        <li>
          Or put the snippet on a site of yours: <a href="#/embed">Embed</a> has the one line.
        </li>
      </ol>
    </section>
  );
}
