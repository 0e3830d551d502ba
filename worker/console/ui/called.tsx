/** What a lead is called: by name, else by address, which breaks behind its @ where there is no room for it. */
import type { Row } from '../queue';

export function Called({ lead: { id, name, email } }: { lead: Pick<Row['lead'], 'id' | 'name' | 'email'> }) {
  if (name !== null || email === null) return <>{name ?? id}</>;
  const host = email.lastIndexOf('@') + 1;
  return (
    <>
      {email.slice(0, host)}
      <wbr />
      {email.slice(host)}
    </>
  );
}
