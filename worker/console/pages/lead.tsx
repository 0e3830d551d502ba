/** One lead: who it is, where it stands on both clocks, the receipt for that, and what really happened. */
import { textOf } from '../../../shared/lead';
import type { LeadAnswer } from '../api';
import { now } from '../clock';
import { modelOf, nextOf } from '../cooling';
import type { LeadStore } from '../lead';
import { models } from '../models';
import { AsOf } from '../ui/as-of';
import { Called } from '../ui/called';
import { Stage } from '../ui/chips';
import { Clocks } from '../ui/clocks';
import { Evidence } from '../ui/evidence';
import { Heading } from '../ui/frame';
import { Judge } from '../ui/judge';
import { Known } from '../ui/known';
import { Merges } from '../ui/merges';
import { Outcomes } from '../ui/outcomes';
import { Receipt } from '../ui/receipt';
import { Timeline } from '../ui/timeline';
import { Trouble } from '../ui/trouble';
import { capital, owed } from '../words';

const CAUSES = {
  unknown_lead: 'There is no score: this lead was not known.',
  no_touches: 'There is no score: nothing had happened.',
  opted_out: 'There is no score: this person has opted out.',
  suppressed_as_spam: 'There is no score: this lead is suppressed as spam. The evidence is below.',
};

export function LeadPage({ lead }: { lead: LeadStore }) {
  const record = lead.held.value;
  return (
    <>
      <p class="back">
        <a href="#/queue">← Queue</a>
      </p>
      <Trouble problem={lead.problem.value} retry={() => void lead.load()} />
      {record === null ? (
        lead.problem.value === null && <p class="muted">Loading…</p>
      ) : (
        <Whole lead={lead} record={record} />
      )}
    </>
  );
}

function Whole({ lead, record }: { lead: LeadStore; record: LeadAnswer }) {
  const answer = lead.answer.value;
  const spam = answer?.score?.spam ?? answer?.spam;
  const ranking = modelOf(models.value, record.snapshot.modelVersion)?.sources.ranking ?? [];
  return (
    <>
      <Header record={record} stage={answer?.lead?.stage ?? record.lead.stage} />
      <AsOf past={lead.past.value} look={(at) => void lead.lookAt(at)} />
      <ScoreView lead={lead} />
      <div class="columns">
        <div>
          <section aria-labelledby="outcome">
            <h2 id="outcome">What really happened</h2>
            <Outcomes
              outcomes={record.record.outcomes}
              recorded={lead.recorded.value}
              record={(outcome, note) => void lead.record(outcome, note)}
            />
          </section>
          {spam && (
            <section aria-labelledby="spam">
              <h2 id="spam">Spam check</h2>
              <Evidence spam={spam} />
              <Judge
                spam={spam}
                cleared={record.snapshot.tally.cleared}
                judge={(verdict) => void lead.judge(verdict)}
              />
            </section>
          )}
          <section aria-labelledby="known">
            <h2 id="known">What is known</h2>
            <Known record={record} notes={answer?.score?.notes ?? []} ranking={ranking} />
          </section>
          <Merges record={record} changed={lead.load} />
        </div>
        <div>
          <section aria-labelledby="timeline">
            <h2 id="timeline">Timeline</h2>
            <Timeline touches={lead.touches.value} more={lead.cursor.value === null ? null : () => void lead.more()} />
          </section>
        </div>
      </div>
    </>
  );
}

function Header({ record, stage }: { record: LeadAnswer; stage: string }) {
  const { lead, snapshot } = record;
  const { fit, sla } = snapshot;
  const company = snapshot.account ? textOf(snapshot.account.attributes, 'name') : null;
  const place = company === null ? lead.account : `${company} (${lead.account})`;
  return (
    <header class="lead">
      <div class="title">
        <Heading title={lead.name ?? lead.email ?? lead.id}>
          <Called lead={lead} />
        </Heading>
        <Stage stage={stage} />
      </div>
      <p>{[fit.title, place].filter((part) => part !== null).join(' at ')}</p>
      <p class="muted">
        {[lead.name && lead.email, lead.owner && `owned by ${lead.owner}`].filter(Boolean).join(' · ')}
      </p>
      {sla && (
        <p>
          {capital(owed(sla, now.value))}: <span class="muted">{sla.why}</span>
        </p>
      )}
    </header>
  );
}

function ScoreView({ lead }: { lead: LeadStore }) {
  const answer = lead.answer.value;
  if (answer?.score === undefined) return <p class="notice">{CAUSES[answer?.unscored ?? 'no_touches']}</p>;
  const { score } = answer;
  const model = modelOf(models.value, score.modelVersion);
  const at = lead.past.value?.at ?? now.value;
  const trend = lead.past.value === null ? (lead.held.value?.trend ?? null) : null;
  const why = new Map(model?.rules.map((rule) => [rule.id, rule.why]));
  return (
    <>
      <Clocks {...{ score, model, trend }} next={nextOf(answer, models.value)} now={at} />
      <p class="lede">{score.summary}</p>
      <section class="receipts" aria-labelledby="receipt">
        <h2 id="receipt">The receipt</h2>
        <Receipt axis="balance" title="Balance, in hours" reasons={score.reasons} now={at} />
        <Receipt axis="points" title="Points, in weeks" reasons={score.reasons} why={why} now={at} />
        <p class="muted">
          Each line is its peak less what decay took. Lines are rounded to 0.1 so that they add up to the total.
        </p>
      </section>
    </>
  );
}
