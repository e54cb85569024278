// Elements that are fetched when they are first shown.

/** @type {Record<string, () => Promise<unknown>>} */
const LATER = {
  "myc-command-line": () => import("./command-line.js"),
  "myc-console": () => import("../console/console.js"),
  "myc-confirm": () => import("./confirm.js"),
  "myc-file-field": () => import("./file-field.js"),
  "myc-first-steps": () => import("./first-steps.js"),
  "myc-form-dialog": () => import("./form-dialog.js"),
  "myc-help": () => import("./help.js"),
  "myc-job-progress": () => import("./job-progress.js"),
  "myc-keys": () => import("./keys.js"),
  "myc-note": () => import("./note.js"),
  "myc-panel": () => import("./panel.js"),
  "myc-secret": () => import("./secret.js"),
  "myc-settings": () => import("./settings.js"),
  "myc-suggestions": () => import("./suggestions.js"),
  "myc-switcher": () => import("./switcher.js"),
};

/** What these elements look like; a later sheet goes before an earlier one. */
const LATER_STYLES = ["panels", "fields", "notes"];

/** Between two tries while the gateway is away, in milliseconds. */
const AGAIN = 2000;

/** @type {Set<string>} */
const asked = new Set();

/**
 * Fetches an element; it draws itself where it already stands.
 * @param {string} tag
 */
export function wanted(tag) {
  if (asked.has(tag)) return;
  asked.add(tag);
  Promise.all(LATER_STYLES.map(style))
    .then(() => LATER[tag]())
    .catch(() => missing(tag));
}

/**
 * A gateway that answers has other files by now; one that is away has them when it is back.
 * @param {string} tag
 */
function missing(tag) {
  fetch("/", { method: "HEAD", cache: "no-store" })
    .then(() => {
      asked.delete(tag);
      dispatchEvent(new CustomEvent("myc-stale"));
    })
    .catch(() =>
      setTimeout(() => {
        asked.delete(tag);
        wanted(tag);
      }, AGAIN),
    );
}

/** @type {Map<string, Promise<unknown>>} */
const styles = new Map();

/**
 * Adds a style sheet of ours, once.
 * @param {string} name
 * @returns {Promise<unknown>} settled when it is there, so that nothing is seen without it
 */
export function style(name) {
  const known = styles.get(name);
  if (known) return known;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: `/assets/styles/${name}.css` });
  const there = new Promise((done, fail) => {
    link.onload = done;
    link.onerror = () => {
      styles.delete(name);
      link.remove();
      fail(new Error(`${name}.css did not come`));
    };
  });
  styles.set(name, there);
  document.head.append(link);
  return there;
}
