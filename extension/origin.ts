/** Where the API lives: fixed when the extension is built (`STEELYARD_ORIGIN`). */

/** `https://host[:port]` */
export const ORIGIN: string = import.meta.env.STEELYARD_ORIGIN;
