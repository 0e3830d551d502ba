/** Identity secrets: fetched and shown when they are asked for, with the line that a site's server needs. */
import { useSignal } from '@preact/signals';
import { api, asProblem, type Problem, type Workspace } from '../api';
import { Copy } from './copy';
import { Trouble } from './trouble';

const LINE = "crypto.createHmac('sha256', SECRET).update(email.trim().toLowerCase()).digest('hex')";

export function IdentitySecrets() {
  const shown = useSignal<Workspace['sites'] | null>(null);
  const problem = useSignal<Problem | null>(null);
  const show = () =>
    api.workspace().then(
      ({ sites }) => {
        shown.value = sites;
        problem.value = null;
      },
      (error: unknown) => {
        problem.value = asProblem(error);
      },
    );
  return (
    <section aria-labelledby="proof">
      <h2 id="proof">If visitors sign in on your site</h2>
      <p>
        What a page says of its visitor is a claim. Your server proves it with the site’s identity secret, which never
        goes to a browser: <code>steelyard('identify', email, {'{ proof }'})</code>, where the proof is
      </p>
      <Copy name="Proof" code={LINE} />
      <Trouble problem={problem.value} retry={() => void show()} />
      {shown.value === null ? (
        <button type="button" onClick={() => void show()}>
          Show the identity secret
        </button>
      ) : (
        shown.value.map(({ id, name, identitySecret }) => (
          <Copy key={id} name={`Identity secret of ${name}`} code={identitySecret} />
        ))
      )}
    </section>
  );
}
