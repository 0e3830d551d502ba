/** A lead's touches, newest first. */
import { isSignal, signalType } from '../../../shared/signal';
import type { Touch } from '../api';
import { capital, moment, plain } from '../words';

interface Props {
  touches: Touch[];
  /** Loads older ones; null when there are none. */
  more: (() => void) | null;
}

export function Timeline({ touches, more }: Props) {
  if (touches.length === 0) return <p class="muted">No touch yet.</p>;
  return (
    <>
      <ol class="timeline">
        {touches.map((touch) => (
          <li key={touch.id}>
            <time dateTime={touch.occurredAt}>{moment(touch.occurredAt)}</time>
            <div>
              <strong>{labelOf(touch.type)}</strong> <span class="muted">{touch.source}</span>
              <span class="detail">{detailsOf(touch).join(' · ')}</span>
            </div>
          </li>
        ))}
      </ol>
      {more !== null && (
        <button type="button" class="more" onClick={more}>
          Load older
        </button>
      )}
    </>
  );
}

const labelOf = (type: string): string => (isSignal(type) ? signalType(type).label : capital(plain(type)));

const DETAILS = ['title', 'url', 'page', 'file', 'href', 'form', 'video', 'name'];

/** What tells a person nothing: the id of the view that was looked at, and no text at all. */
const IDS = /^[0-9a-f-]{36}$|^$/;

/** Addresses of pages are shown as text: they come from the outside and are no place to send a rep to by one click. */
function detailsOf(touch: Touch): string[] {
  const texts = DETAILS.map((name) => touch[name]).filter((value) => typeof value === 'string' && !IDS.test(value));
  const { engagedMs, percent, amount, currency } = touch;
  if (typeof engagedMs === 'number')
    texts.push(`${engagedMs < 1000 ? 'under 1' : Math.round(engagedMs / 1000)} s of attention`);
  if (typeof percent === 'number') texts.push(`${percent} % watched`);
  if (typeof amount === 'number') texts.push(`${amount} ${typeof currency === 'string' ? currency : ''}`);
  return [...new Set(texts.map(String))];
}
