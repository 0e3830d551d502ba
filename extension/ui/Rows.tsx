/** A list of any length of which only the rows in sight are drawn: all are of one height, which the first one tells. */
import { Component, createRef, type VNode } from 'preact';

export interface RowsProps {
  count: number;
  /** What to do when its end comes near; null: nothing. */
  onEnd: (() => void) | null;
  /** Draws the inside of a row. */
  children(place: number): VNode | undefined;
}

// `content-visibility` alone took 217 ms a frame with 7,700 rows (`npm run bench:extension -- queue`); this takes 17 with 10,000.

/** Before the first row is drawn nobody knows its height (px). */
const GUESS = 50;
/** So many rows above and below are drawn, and the end is near so many rows before it. */
const SPARE = 8;

export class Rows extends Component<RowsProps, { from: number; to: number }> {
  override state = { from: 0, to: 3 * SPARE };
  list = createRef<HTMLOListElement>();
  frame = 0;
  height = GUESS;

  look = () => {
    this.frame = 0;
    const { current } = this.list;
    if (current === null) return;
    this.height = current.querySelector('li')?.offsetHeight || GUESS;
    const { count, onEnd } = this.props;
    const above = -current.getBoundingClientRect().top / this.height;
    // Some rows are always there: who comes with the Tab key must find one to come to.
    const from = Math.max(0, Math.min(count - 2 * SPARE, Math.floor(above) - SPARE));
    const to = Math.max(from + 2 * SPARE, Math.ceil(above + innerHeight / this.height) + SPARE);
    if (from !== this.state.from || to !== this.state.to) this.setState({ from, to });
    if (above + innerHeight / this.height + SPARE > count) onEnd?.();
  };

  lookSoon = () => {
    this.frame ||= requestAnimationFrame(this.look);
  };

  override componentDidMount() {
    for (const move of ['scroll', 'resize']) addEventListener(move, this.lookSoon, { passive: true });
    this.lookSoon();
  }

  override componentDidUpdate() {
    this.lookSoon();
  }

  override componentWillUnmount() {
    for (const move of ['scroll', 'resize']) removeEventListener(move, this.lookSoon);
    cancelAnimationFrame(this.frame);
  }

  override render({ count, children }: RowsProps, { from, to }: { from: number; to: number }) {
    const places = Array.from({ length: Math.max(0, Math.min(count, to) - from) }, (_, i) => from + i);
    const below = Math.max(0, count - from - places.length);
    return (
      <ol ref={this.list} style={{ paddingBlock: `${from * this.height}px ${below * this.height}px` }}>
        {places.map((place) => (
          <li key={place} aria-setsize={count} aria-posinset={place + 1}>
            {children(place)}
          </li>
        ))}
      </ol>
    );
  }
}
