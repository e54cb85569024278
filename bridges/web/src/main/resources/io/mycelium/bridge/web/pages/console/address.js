// What a console page shows is in its address, so that it can be sent to somebody.

import { go } from "../elements/part.js";

/** What the address asks for. */
export function asked() {
  return new URLSearchParams(location.search);
}

/**
 * This page's address with some of what it asks for changed.
 * @param {Record<string, string | undefined>} changes nothing, or an empty text, takes it away
 */
export function address(changes) {
  const query = asked();
  for (const [key, value] of Object.entries(changes)) {
    if (value) query.set(key, value);
    else query.delete(key);
  }
  const text = query.toString();
  return location.pathname + (text ? `?${text}` : "");
}

/** Goes there; the way back leads here. @param {Record<string, string | undefined>} changes */
export function ask(changes) {
  go(address(changes));
}

/** Is there, without a step on the way back. @param {Record<string, string | undefined>} changes */
export function amend(changes) {
  history.replaceState(null, "", address(changes));
}
