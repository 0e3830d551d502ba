/** What an administrator sets: sites, keys, reps, how long events are kept, where they are, and the log of all that was done. */
import { Audit } from '../ui/audit';
import { Heading } from '../ui/frame';
import { Keys } from '../ui/keys';
import { Ledgers } from '../ui/ledgers';
import { Reps } from '../ui/reps';
import { Retention } from '../ui/retention';
import { Sites } from '../ui/sites';

export function SettingsPage() {
  return (
    <>
      <Heading title="Settings" />
      <Sites />
      <Keys />
      <Reps />
      <Retention />
      <Ledgers />
      <Audit />
    </>
  );
}
