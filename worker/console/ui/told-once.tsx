/** A secret that is told once: to be copied now, gone from the page when that is done. */
import { Copy } from './copy';

interface Props {
  /** Of what it is the secret ("Secret of CRM sync"). */
  name: string;
  secret: string;
  /** What whoever has it should know. */
  hint: string;
  done: () => void;
}

export function ToldOnce({ name, secret, hint, done }: Props) {
  return (
    <section class="notice good" aria-label={name}>
      <p>
        <strong>{name}.</strong> {hint}
      </p>
      <Copy name={name} code={secret} />
      <button type="button" onClick={done}>
        I have stored it
      </button>
    </section>
  );
}
