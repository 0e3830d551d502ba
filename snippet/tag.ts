/** The snippet's tag for who can only name an address, as tag managers do: `parts/tag.js?key=pk_…&consent=required`. */
import { attempt } from './guard';
import { start } from './module';

attempt(() => {
  const address = new URL(document.currentScript?.getAttribute('src') ?? '', document.baseURI);
  const { key = '', ...settings } = Object.fromEntries(address.searchParams);
  start({ ...settings, key, src: new URL('../s.js', address).href });
});
