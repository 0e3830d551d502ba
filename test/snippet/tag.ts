/** The snippet's modules as a page with this tag loads them: anew. */
import { vi } from 'vitest';

/** Puts a tag of these attributes in the place of the running script, and forgets the modules of earlier pages. */
export function carry(attributes: Record<string, string> = {}): void {
  const tag = document.createElement('script');
  Object.defineProperty(tag, 'src', { value: 'https://host.example/s.js' });
  for (const [name, value] of Object.entries({ 'data-key': 'pk_1', ...attributes })) tag.setAttribute(name, value);
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(tag);
  vi.resetModules();
}
