/** The site as its tag describes it: which one it is, and what it wants to be different. */

type Tag = { src?: string; dataset: DOMStringMap };
const tag: Tag = document.currentScript ?? { dataset: {} };

/** Where the script lies; events go beside it, so that a site may serve both from a path of its own. */
export const { src } = tag;
/**
 * `data-key`: the site's public key. `data-consent="required"`: nothing before consent. `data-views="page,#"`: parameters whose
 * change is another view; "#" for the hash. `data-files="step|dwg"`: what else is a download.
 */
export const { key, consent, views, files } = tag.dataset;
