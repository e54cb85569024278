// What this browser remembers: settings, drafts, history. Nothing of it leaves the browser.

const PREFIX = "mycelium.";

/**
 * @template T
 * @param {string} key
 * @param {T} otherwise
 * @returns {T}
 */
export function recall(key, otherwise) {
  try {
    const text = globalThis.localStorage?.getItem(PREFIX + key);
    return text ? JSON.parse(text) : otherwise;
  } catch {
    return otherwise; // a browser that keeps nothing, or something unreadable
  }
}

/**
 * @param {string} key
 * @param {unknown} value removes it when it is undefined
 */
export function keep(key, value) {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // It is full or switched off; the page works without.
  }
}

/** @type {{ theme: "" | "light" | "dark", zone: string, notify: boolean, dense: boolean }} */
export const prefs = { theme: "", zone: "", notify: false, dense: false, ...recall("prefs", {}) };

/** @param {Partial<typeof prefs>} change */
export function prefer(change) {
  Object.assign(prefs, change);
  keep("prefs", prefs);
  if (prefs.theme) document.documentElement.dataset.theme = prefs.theme;
  else delete document.documentElement.dataset.theme;
}

const DRAFT = "draft.";

/**
 * @param {string} place
 * @returns {Ui.Draft}
 */
export function draft(place) {
  return recall(DRAFT + place, { text: "" });
}

/**
 * @param {string} place
 * @param {Ui.Draft} value
 */
export function keepDraft(place, value) {
  keep(DRAFT + place, value.text || value.command ? value : undefined);
}

const LONGEST = 100;

/** Lines that were sent, the oldest first. @returns {string[]} */
export function history() {
  return recall("history", []);
}

/** @param {string} line */
export function keepLine(line) {
  keep("history", [...history().filter((l) => l !== line), line].slice(-LONGEST));
}
