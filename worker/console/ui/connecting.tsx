/** The talk with the extension of this browser: whether it is here, one press to connect it, how to load it where it is not. */
import type { Pairing } from '../pairing';

const PRESENCE = {
  asking: 'Looking for the extension…',
  absent: 'The extension is not in this browser yet.',
  here: 'The extension is here, not yet connected.',
  connected: 'The extension is here and connected.',
};

export function Connecting({ pairing }: { pairing: Pairing }) {
  return (
    <>
      <p role="status" class={`connection ${pairing.presence.value}`}>
        {PRESENCE[pairing.presence.value]}
      </p>
      {pairing.presence.value === 'absent' ? <HowToLoad /> : <Connect pairing={pairing} />}
    </>
  );
}

function Connect({ pairing: { presence, progress, connect } }: { pairing: Pairing }) {
  const { value } = progress;
  return (
    <>
      <button
        type="button"
        class="primary"
        disabled={presence.value === 'asking' || value.is === 'working'}
        onClick={() => void connect()}
      >
        {value.is === 'working' ? 'Connecting…' : presence.value === 'connected' ? 'Connect again' : 'Connect'}
      </button>
      <div role="status">
        {value.is === 'paired' && <p class="notice good">Connected as {value.rep}. Open Gmail to see it.</p>}
      </div>
      <div role="alert">{value.is === 'failed' && <p class="notice bad">{value.message}</p>}</div>
    </>
  );
}

function HowToLoad() {
  return (
    <section aria-labelledby="load">
      <h2 id="load">Load it</h2>
      <ol class="steps">
        <li>
          Open <code>chrome://extensions</code> and switch on <strong>Developer mode</strong>.
        </li>
        <li>
          Press <strong>Load unpacked</strong> and choose the folder <code>dist/extension/chrome-mv3</code> of this
          project.
        </li>
        <li>Come back and reload this page.</li>
      </ol>
    </section>
  );
}
