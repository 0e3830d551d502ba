/** What a rep takes along from a card: its sentence for a mail, and the way to the whole record. */
import { Component } from 'preact';
import { CARD_WORDS, CARRY } from '../english/surfaces';

export interface CarryProps {
  sentence: string;
  /** The lead's page in the console; null while it is not known where that is. */
  record: string | null;
  /** The same person on the hosts. */
  elsewhere: { name: string; href: string }[];
}

export class Carry extends Component<CarryProps, { isCopied: boolean }> {
  override state = { isCopied: false };

  copy = (event: Event) => {
    if (!event.isTrusted) return;
    navigator.clipboard.writeText(this.props.sentence).then(
      () => this.setState({ isCopied: true }),
      () => this.setState({ isCopied: false }),
    );
  };

  override componentDidUpdate({ sentence }: CarryProps) {
    if (sentence !== this.props.sentence && this.state.isCopied) this.setState({ isCopied: false });
  }

  override render({ record, elsewhere }: CarryProps) {
    const places = [...(record === null ? [] : [{ name: CARD_WORDS.record, href: record }]), ...elsewhere];
    return (
      <p class="carry">
        <button type="button" onClick={this.copy}>
          {CARRY.copy}
        </button>
        {places.map(({ name, href }) => (
          <a key={href} href={href} target="_blank" rel="noreferrer">
            {CARRY.open(name)}
          </a>
        ))}
        <span class="note" role="status">
          {this.state.isCopied ? CARRY.copied : ''}
        </span>
      </p>
    );
  }
}
