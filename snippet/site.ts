/** The site as its tag describes it: which one it is, and what it wants to be different. */

type Tag = { src?: string; dataset: DOMStringMap };

/**
 * `data-key`: the site's public key. `data-consent="required"`: nothing before consent. `data-views="page,#"`: parameters whose
 * change is another view; "#" for the hash. `data-files="step|dwg"`: what else is a download.
 */
export const {
  src,
  dataset: { key, consent, views, files },
}: Tag = document.currentScript ?? { dataset: {} };

/** In: a path. Out: its address beside the script, so that a site may serve all from a path of its own. */
export const beside = (path: string) => `${new URL(path, src)}`;
