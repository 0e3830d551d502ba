/** What an administrator sets: sites, keys, reps, and the log of all that was done. */
import { Audit } from '../ui/audit';
import { Heading } from '../ui/frame';
import { Keys } from '../ui/keys';
import { Reps } from '../ui/reps';
import { Sites } from '../ui/sites';

export function SettingsPage() {
  return (
    <>
      <Heading title="Settings" />
      <Sites />
      <Keys />
      <Reps />
      <Audit />
    </>
  );
}
