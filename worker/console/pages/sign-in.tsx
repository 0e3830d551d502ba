/** The sign-in page: one field. */
import { useSignal } from '@preact/signals';
import { Problem } from '../api';
import { refused, signIn } from '../session';
import { Trouble } from '../ui/trouble';
import { Wordmark } from '../ui/wordmark';

export function SignInPage() {
  const secretKey = useSignal('');
  const isBusy = useSignal(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    isBusy.value = true;
    await signIn({ secretKey: secretKey.value.trim() });
    isBusy.value = false;
  };
  return (
    <main class="sign-in">
      <h1>
        <Wordmark />
      </h1>
      <form onSubmit={(event) => void submit(event)}>
        <label for="secret-key">Secret key</label>
        <input
          id="secret-key"
          type="password"
          autocomplete="current-password"
          required
          spellcheck={false}
          aria-describedby="secret-key-hint"
          aria-invalid={refused.value !== null}
          value={secretKey}
          onInput={({ currentTarget }) => {
            secretKey.value = currentTarget.value;
          }}
        />
        <p id="secret-key-hint" class="muted">
          A local installation keeps it in <code>.steelyard/keys.json</code>, as <code>secretKey</code>.
        </p>
        <Trouble problem={kindly(refused.value)} />
        <button type="submit" class="primary" disabled={isBusy.value}>
          {isBusy.value ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}

/** A refused key is the one problem that everybody meets: it is said in the words of this page. */
const kindly = (problem: Problem | null): Problem | null =>
  problem?.status === 401 ? new Problem(401, `That did not sign you in: ${problem.message}`) : problem;
