/** Patterns that people write: `*` stands for any characters. */

/** In: a pattern whose `*` stands for any characters, and a text. Out: whether the whole text fits, in any case. */
export function glob(pattern: string, subject: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const text = subject.toLowerCase();
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, from);
    if (found < 0 || found + part.length > text.length - last.length) return false;
    from = found + part.length;
  }
  return true;
}
