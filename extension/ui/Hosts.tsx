/** Where scores are shown: each host with what its permission is for, and the rep's choice on LinkedIn. */
import { HOST_WORDS, LINKEDIN, PURPOSES } from '../english/options';
import type { HostRow } from '../sites/hosts';
import type { Wishes } from '../wishes';

export interface HostsProps extends Pick<Wishes, 'linkedin'> {
  hosts: { id: HostRow['id']; isAllowed: boolean }[];
  onAllow(id: HostRow['id'], isAllowed: boolean): void;
  onWish(wish: Partial<Wishes>): void;
}

export function Hosts({ hosts, onAllow }: HostsProps) {
  return (
    <section>
      <h2>{HOST_WORDS.title}</h2>
      <p class="note">{HOST_WORDS.how}</p>
      <ul class="rows">
        {hosts.map((host) => (
          <Host key={host.id} {...host} onAllow={onAllow} />
        ))}
      </ul>
    </section>
  );
}

function Host({ id, isAllowed, onAllow }: HostsProps['hosts'][number] & Pick<HostsProps, 'onAllow'>) {
  const [name, purpose] = PURPOSES[id];
  const words = `for-${id}`;
  return (
    <li>
      <div>
        <strong>{name}</strong>
        <p class="note" id={words}>
          {purpose}
        </p>
      </div>
      {id === 'gmail' ? (
        <span class="note">{HOST_WORDS.own}</span>
      ) : (
        <button type="button" aria-describedby={words} onClick={() => onAllow(id, !isAllowed)}>
          {isAllowed ? HOST_WORDS.leave(name) : HOST_WORDS.allow(name)}
        </button>
      )}
    </li>
  );
}

const CHOICES = ['panel', 'card'] as const;

export function Linkedin({ linkedin, onWish }: HostsProps) {
  return (
    <fieldset>
      <legend>{LINKEDIN.title}</legend>
      {CHOICES.map((value) => (
        <label key={value}>
          <input
            type="radio"
            name="linkedin"
            checked={linkedin === value}
            onChange={() => onWish({ linkedin: value })}
          />
          <span>
            <strong>{LINKEDIN[value][0]}</strong>
            <span class="note">{LINKEDIN[value][1]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
