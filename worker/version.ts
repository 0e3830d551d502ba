/** The version that `/healthz` and the API's document tell: the package's own. */
import manifest from '../package.json';

export const VERSION: string = manifest.version;
