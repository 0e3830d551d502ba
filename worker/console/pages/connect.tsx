/** Connects the browser extension of this very browser: one press, no code to copy. */
import { useEffect, useMemo } from 'preact/hooks';
import { createPairing } from '../pairing';
import { Connecting } from '../ui/connecting';
import { Heading } from '../ui/frame';

export function ConnectPage({ auto }: { auto: boolean }) {
  const pairing = useMemo(() => createPairing(auto), [auto]);
  useEffect(() => pairing.start(), [pairing]);
  return (
    <div class="prose">
      <Heading title="Connect the extension" />
      <p>The extension shows scores where you work: in Gmail, LinkedIn and your CRM, beside the person on screen.</p>
      <Connecting pairing={pairing} />
    </div>
  );
}
