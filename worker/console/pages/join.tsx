/** What an invited rep opens: hands the invitation to the extension of this browser. Nobody signs in to the console for that. */
import { useEffect, useMemo } from 'preact/hooks';
import { createPairing } from '../pairing';
import { Connecting } from '../ui/connecting';
import { Wordmark } from '../ui/wordmark';

export function JoinPage({ code }: { code: string }) {
  const pairing = useMemo(() => createPairing(false, async () => ({ code })), [code]);
  useEffect(() => {
    document.title = 'Invitation · Steelyard';
    return pairing.start();
  }, [pairing]);
  return (
    <main class="prose join">
      <Wordmark />
      <h1>You are invited</h1>
      {code === '' ? (
        <p>This address has no invitation in it. Open the link that you were given, or ask for another one.</p>
      ) : (
        <>
          <p>Connect the extension of this browser. The invitation is good once.</p>
          <Connecting pairing={pairing} />
        </>
      )}
    </main>
  );
}
