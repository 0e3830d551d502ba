/** The page's local storage, and memory where the browser forbids it or it is full. */

const memory: Record<string, string | undefined> = {};

/** In: a name. Out: what was last saved under it, by this page or by an earlier one; '' when nothing was. */
export function load(name: string): string {
  try {
    return memory[name] ?? localStorage.getItem(name) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a text under a name; '' removes it. */
export function save(name: string, text: string): void {
  memory[name] = undefined;
  try {
    if (text) localStorage.setItem(name, text);
    else localStorage.removeItem(name);
  } catch {
    memory[name] = text;
  }
}

/** In: how names begin. Out: the names under which something is kept. */
export function names(start: string): string[] {
  const all = Object.keys(memory).filter((name) => memory[name]);
  try {
    all.push(...Object.keys(localStorage));
  } catch {}
  return all.filter((name) => name.startsWith(start));
}
