/** A press that cannot be taken back: asks first, in its own place. Escape, or "Keep", and nothing has happened. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  /** What the press does ("Revoke"), to what ("CRM sync"), and what follows from it. */
  verb: string;
  name: string;
  effect: string;
  act: () => unknown;
}

export function Confirm({ verb, name, effect, act }: Props) {
  const isAsking = useSignal(false);
  const first = useRef<HTMLButtonElement>(null);
  const sure = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  // The focus has moved before the next key comes: an effect after paint loses the press of who types fast.
  useLayoutEffect(() => {
    if (isAsking.value) sure.current?.focus();
    else if (wasAsking.current) first.current?.focus();
    wasAsking.current = isAsking.value;
  }, [isAsking.value]);
  const keep = () => {
    isAsking.value = false;
  };
  if (!isAsking.value)
    return (
      <button
        ref={first}
        type="button"
        class="quiet"
        onClick={() => {
          isAsking.value = true;
        }}
      >
        {verb} <span class="unseen">{name}</span>
      </button>
    );
  return (
    <fieldset class="confirm" onKeyDown={({ key }) => key === 'Escape' && keep()}>
      <legend>{effect}</legend>
      <button
        ref={sure}
        type="button"
        class="danger"
        onClick={() => {
          keep();
          act();
        }}
      >
        {verb} {name}
      </button>
      <button type="button" onClick={keep}>
        Keep
      </button>
    </fieldset>
  );
}
