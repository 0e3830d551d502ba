/** The compiler that openapi-typescript needs: ours (7) has no API in JavaScript any more. */
export { ts as default } from '@ts-morph/common';
