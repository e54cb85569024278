// Text of others, made harmless without being made unreadable.

/** Characters that change the direction of what stands around them. */
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;

/** Control characters but for tab and newline; they have no picture. */
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/**
 * For names and titles: overrides and controls are left out, blanks are one blank.
 * @param {string | undefined} text
 */
export function title(text) {
  return clean(text).replace(/\s+/g, " ").trim();
}

/**
 * For running text: overrides and controls are left out.
 * @param {string | undefined} text
 */
export function clean(text) {
  return (text ?? "").replace(OVERRIDES, "").replace(CONTROLS, "");
}

/**
 * For code and logs, where a reader has to see that something is there: overrides are written out.
 * @param {string | undefined} text
 */
export function exact(text) {
  return (text ?? "").replace(OVERRIDES, (c) => `[U+${c.charCodeAt(0).toString(16).toUpperCase()}]`).replace(CONTROLS, "\ufffd");
}

const SAFE = new Set(["http:", "https:", "mailto:"]);

/**
 * The address of a link that may be followed, or nothing.
 * @param {string} href
 * @returns {string | undefined}
 */
export function address(href) {
  if (/^\/(?!\/)[^\\]*$/.test(href)) return href;
  try {
    const url = new URL(href);
    return SAFE.has(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
