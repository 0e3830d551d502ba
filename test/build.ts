/** Before any test: what is tested is what is built. */
import { build } from '../scripts/build.ts';

export default async function setup(): Promise<void> {
  await build();
}
