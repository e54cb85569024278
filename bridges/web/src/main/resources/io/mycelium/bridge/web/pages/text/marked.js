// Words that were looked for, marked where they stand.

import { html } from "lit";

/**
 * The text with each of the words marked, whatever their case.
 * @param {string} text
 * @param {string} words with gaps between them
 * @returns {unknown}
 */
export function marked(text, words) {
  const each = words
    .split(/\s+/)
    .filter(Boolean)
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!each.length) return text;
  return text.split(new RegExp(`(${each.join("|")})`, "giu")).map((part, i) => (i % 2 ? html`<mark>${part}</mark>` : part));
}
