/** Where scores are shown: each host with what its permission is for, and the rep's choice on LinkedIn. */
import type { HostRow } from '../sites/hosts';
import type { Wishes } from '../wishes';

export interface HostsProps extends Pick<Wishes, 'linkedin'> {
  hosts: { id: HostRow['id']; isAllowed: boolean }[];
  onAllow(id: HostRow['id'], isAllowed: boolean): void;
  onWish(wish: Partial<Wishes>): void;
}

const RECORD = 'the name, the e-mail address and the company on it';
/** What each host is called, and what its permission is for. */
const PURPOSES: Record<HostRow['id'], [name: string, purpose: string]> = {
  gmail: ['Gmail', 'Reads the addresses of the people in a list or a thread. Never subjects, never bodies.'],
  hubspot: ['HubSpot', `Reads the record’s number in the page’s address, and ${RECORD}.`],
  salesforce: [
    'Salesforce',
    `Reads the record’s id in the page’s address, and ${RECORD}. Puts nothing into its lists.`,
  ],
  pipedrive: ['Pipedrive', `Reads the record’s number in the page’s address, and ${RECORD}.`],
  linkedin: [
    'LinkedIn and Sales Navigator',
    'Reads the profile’s name in the page’s address. What happens in the page is your choice below.',
  ],
};

export function Hosts({ hosts, onAllow }: HostsProps) {
  return (
    <section>
      <h2>Where scores are shown</h2>
      <p class="note">Your browser asks for each by itself, and you can take each back here.</p>
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
        <span class="note">Comes with the extension</span>
      ) : (
        <button type="button" aria-describedby={words} onClick={() => onAllow(id, !isAllowed)}>
          {isAllowed ? `Leave ${name}` : `Allow ${name}`}
        </button>
      )}
    </li>
  );
}

const CHOICES = [
  {
    value: 'panel',
    label: 'Side panel (recommended)',
    words:
      'Scores are beside the page. Nothing is put into it and no script of ours runs there, so LinkedIn sees no difference.',
  },
  {
    value: 'card',
    label: 'Card in the page',
    words:
      'Scores are below the profile’s head. LinkedIn’s terms forbid additions to its pages, and it looks for them: an account can be restricted.',
  },
] as const;

export function Linkedin({ linkedin, onWish }: HostsProps) {
  return (
    <fieldset>
      <legend>On LinkedIn</legend>
      {CHOICES.map(({ value, label, words }) => (
        <label key={value}>
          <input
            type="radio"
            name="linkedin"
            checked={linkedin === value}
            onChange={() => onWish({ linkedin: value })}
          />
          <span>
            <strong>{label}</strong>
            <span class="note">{words}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
