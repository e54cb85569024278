// What may be meant by what stands before the caret.

import { suggest } from "./line.js";
import { store } from "./store.js";

const COMMANDS = 40;
const PEOPLE = 8;
const MENTION = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u;

/**
 * @param {string} text all of it
 * @param {number} caret
 * @returns {Ui.Choice[]}
 */
export function completions(text, caret) {
  if (/^\/(?!\/)[^\n]*$/.test(text)) {
    const fitting = suggest(text.slice(1), store.catalogue.commands).slice(0, COMMANDS);
    return fitting.map((c) => ({ value: c.name, label: `/${c.name}`, help: c.summary }));
  }
  const typed = MENTION.exec(text.slice(0, caret))?.[1].toLowerCase();
  if (typed === undefined) return [];
  const fitting = [...store.peers.values()].filter((p) => p.name.toLowerCase().startsWith(typed)).slice(0, PEOPLE);
  if (fitting.length === 1 && fitting[0].name.toLowerCase() === typed) return []; // nothing is left to choose
  return fitting.map((p) => ({ value: `@${p.name}`, label: `@${p.name}`, help: [p.kind, p.role].filter(Boolean).join(", ") }));
}

/**
 * The text with the name in place of what was typed of it.
 * @param {string} before what stands before the caret
 * @param {string} name with its at sign
 */
export function mentioned(before, name) {
  return before.replace(/@[\p{L}\p{N}._-]*$/u, `${name} `);
}
