/** The version of this program: the package's own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../build.ts';

export const VERSION: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
