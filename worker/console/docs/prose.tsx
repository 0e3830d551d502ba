/** What the document says in sentences: paragraphs, with `code` in them. */

/** In: text of the document, with blank lines between paragraphs. It is shown as text. */
export function Prose({ text }: { text: string | undefined }) {
  const paragraphs = text?.split(/\n\s*\n/) ?? [];
  return (
    <>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>
          <Line text={paragraph} />
        </p>
      ))}
    </>
  );
}

/** In: text with `code` in it, as the document's descriptions have it. */
export function Line({ text }: { text: string }) {
  return <>{text.split('`').map((part, i) => (i % 2 === 0 ? part : <code key={part}>{part}</code>))}</>;
}
