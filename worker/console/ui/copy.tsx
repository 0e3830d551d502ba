/** A piece of code with a button that copies it and says so. */
import { useSignal } from '@preact/signals';

export function Copy({ code, name }: { code: string; name: string }) {
  const said = useSignal('');
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => {
        said.value = 'Copied.';
      },
      () => {
        said.value = 'The browser does not allow copying here: mark the text and copy it by hand.';
      },
    );
  return (
    <div class="copy">
      <pre>
        <code>{code}</code>
      </pre>
      <div class="actions">
        <button type="button" onClick={() => void copy()}>
          Copy <span class="unseen">{name}</span>
        </button>
        <span role="status">{said}</span>
      </div>
    </div>
  );
}
