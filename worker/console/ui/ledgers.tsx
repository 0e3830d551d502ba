/** Ledgers: how the leads are spread over them, and the split of one that has become too large. */
import { useEffect, useMemo } from 'preact/hooks';
import { type Ledgers as Answer, api } from '../api';
import { createList } from '../list';
import { counted } from '../words';
import { Confirm } from './confirm';
import { Section } from './section';

type Ledger = Answer['ledgers'][number];

/** While buckets move, it is looked again this often (ms). */
const LOOK_EVERY = 2000;

const PHASES: Record<string, string> = {
  copying: 'is copying half of its buckets to',
  closing: 'is handing its buckets over to',
  telling: 'tells where its buckets are now:',
  purging: 'clears up what has moved to',
};

export function Ledgers() {
  const list = useMemo(() => createList(async () => (await api.ledgers()).ledgers), []);
  const isMoving = list.items.value?.some(({ moving }) => moving !== null) ?? false;
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = setInterval(() => void list.reload(), LOOK_EVERY);
    return () => clearInterval(timer);
  }, [isMoving]);
  return (
    <Section id="ledgers" title="Ledgers" list={list}>
      <p class="muted">One ledger is enough for a thousand requests a second. A split cannot be taken back.</p>
      <ul class="cards">
        {list.items.value?.map((ledger) => (
          <li key={ledger.name}>
            <h3>{ledger.name}</h3>
            <p class="muted">{standing(ledger)}</p>
            {!isMoving && ledger.buckets > 1 && (
              <div class="actions">
                <Confirm
                  verb="Split"
                  name={ledger.name}
                  effect="Half of its buckets move to a new ledger, while events keep coming."
                  act={() => list.change(() => api.split(ledger.name), `${ledger.name} is being split.`)}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function standing({ buckets, moving }: Ledger): string {
  const holds = `Holds ${counted(buckets, 'bucket')} of 256.`;
  return moving === null ? holds : `${holds} It ${PHASES[moving.phase] ?? moving.phase} ${moving.target}.`;
}
