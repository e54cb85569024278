// Markdown within a line: emphasis, code, links, names. Every path through a text is linear or bounded, so that no text
// keeps a reader waiting.

import { html } from "lit";
import { address, clean, exact } from "./plain.js";

/** @typedef {(name: string) => "you" | "other" | undefined} Known tells whether a name behind an at sign is a peer's */
/** @typedef {{ mark: string, count: number, opens: boolean, closes: boolean }} Mark a run of emphasis marks */

const MOST_MARKS = 400;
const ENTITIES = /** @type {Record<string, string>} */ ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" });
const MENTION = /@([\p{L}\p{N}][\p{L}\p{N}._-]*)/gu;
const PLAIN = /[^\\`*_~[!<&\nhm]+/y;
const ESCAPE = /\\([!-/:-@[-`{-~])/y;
const ENTITY = /&(amp|lt|gt|quot|apos|nbsp);/y;
const BARE = /(?:https?:\/\/|mailto:)[^\s<>"`|\\]+/y;
const ANGLED = /<((?:https?:\/\/|mailto:)[^\s<>]+)>/y;
const TARGET = /\(\s*(?:<([^<>\n]*)>|([^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*))(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\s*\)/y;

/**
 * Draws a line's text.
 * @param {string} text
 * @param {Known} known
 * @param {boolean} [linked] whether it stands in a link, where none may be
 * @returns {unknown[]}
 */
export function inline(text, known, linked = false) {
  return joined(emphasised(new Scan(text, known, linked).run()), known);
}

/** One pass over a text, from its begin to its end. */
class Scan {
  /** @type {(string | Mark | { drawn: unknown })[]} */
  #parts = [];
  #marks = 0;
  #at = 0;
  /** @type {Map<number, number> | undefined} */
  #closing;
  /** @type {Set<number>} lengths of code marks that do not come again */
  #unclosed = new Set();

  /**
   * @param {string} text
   * @param {Known} known
   * @param {boolean} linked
   */
  constructor(text, known, linked) {
    this.text = text;
    this.known = known;
    this.linked = linked;
  }

  run() {
    while (this.#at < this.text.length) {
      const plain = this.#match(PLAIN);
      if (plain) this.#parts.push(plain[0]);
      else if (!this.#special(this.text[this.#at])) this.#parts.push(this.text[this.#at++]);
    }
    return this.#parts;
  }

  /** @param {RegExp} pattern a sticky one */
  #match(pattern) {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (found) this.#at += found[0].length;
    return found;
  }

  /**
   * @param {string} c
   * @returns {boolean} whether something was taken
   */
  #special(c) {
    switch (c) {
      case "\\":
        return this.#put(this.#match(ESCAPE)?.[1]);
      case "&": {
        const entity = this.#match(ENTITY);
        return this.#put(entity ? ENTITIES[entity[1]] : undefined);
      }
      case "`":
        return this.#code();
      case "\n":
        this.#at++;
        return this.#draw(html`<br />`);
      case "<":
      case "h":
      case "m":
        return !this.linked && this.#bare(c === "<");
      case "!":
      case "[":
        return this.#link(c === "!");
      default:
        return this.#mark(c);
    }
  }

  /** @param {string | undefined} text */
  #put(text) {
    if (text !== undefined) this.#parts.push(text);
    return text !== undefined;
  }

  /** @param {unknown} drawn */
  #draw(drawn) {
    this.#parts.push({ drawn });
    return true;
  }

  #code() {
    const open = /** @type {RegExpExecArray} */ (this.#match(/`+/y))[0];
    if (!this.#unclosed.has(open.length)) {
      const close = new RegExp(`(?<!\`)${open}(?!\`)`, "g");
      close.lastIndex = this.#at;
      const end = close.exec(this.text);
      if (end) {
        const code = this.text.slice(this.#at, end.index).replace(/\n/g, " ");
        this.#at = end.index + open.length;
        return this.#draw(html`<code dir="ltr">${exact(/^ .*\S.* $/.test(code) ? code.slice(1, -1) : code)}</code>`);
      }
      this.#unclosed.add(open.length);
    }
    return this.#put(open);
  }

  /** @param {boolean} angled */
  #bare(angled) {
    if (angled) {
      const found = this.#match(ANGLED);
      return found ? this.#draw(link(found[1], [found[1]], found[0])) : false;
    }
    if (/[\p{L}\p{N}_]/u.test(this.text[this.#at - 1] ?? "")) return false;
    const found = this.#match(BARE);
    if (!found) return false;
    let url = found[0].replace(/[.,:;!?'*_~]+$/, "");
    if (url.endsWith(")") && !url.includes("(")) url = url.replace(/\)+$/, "");
    this.#at += url.length - found[0].length;
    return this.#draw(link(url, [url], url));
  }

  /** @param {boolean} image is drawn as a link: nothing of others is loaded unasked */
  #link(image) {
    const open = this.#at + (image ? 1 : 0);
    if (this.linked || this.text[open] !== "[") return false;
    this.#closing ??= brackets(this.text);
    const close = this.#closing.get(open);
    if (close === undefined || this.text[close + 1] !== "(") return false;
    const begin = this.#at;
    this.#at = close + 1;
    const target = this.#match(TARGET);
    if (!target) {
      this.#at = begin;
      return false;
    }
    const label = this.text.slice(open + 1, close);
    const href = target[1] ?? target[2];
    const drawn = image ? [`\ud83d\uddbc ${label || href}`] : inline(label || href, this.known, true);
    return this.#draw(link(href, drawn, this.text.slice(begin, this.#at)));
  }

  /** @param {string} c */
  #mark(c) {
    const run = /** @type {RegExpExecArray} */ (this.#match(/\*+|_+|~+/y))[0];
    const before = this.text[this.#at - run.length - 1] ?? " ";
    const after = this.text[this.#at] ?? " ";
    const space = /\s/;
    const sign = /[\p{P}\p{S}]/u;
    const left = !space.test(after) && (!sign.test(after) || space.test(before) || sign.test(before));
    const right = !space.test(before) && (!sign.test(before) || space.test(after) || sign.test(after));
    const opens = left && (c !== "_" || !right || sign.test(before));
    const closes = right && (c !== "_" || !left || sign.test(after));
    if ((!opens && !closes) || (c === "~" && run.length !== 2) || this.#marks++ > MOST_MARKS) return this.#put(run);
    this.#parts.push({ mark: c, count: run.length, opens, closes });
    return true;
  }
}

/**
 * Which bracket closes which.
 * @param {string} text
 */
function brackets(text) {
  const open = [];
  const closing = new Map();
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === "[") open.push(i);
    else if (text[i] === "]" && open.length) closing.set(open.pop(), i);
  }
  return closing;
}

/**
 * Makes pairs of marks to emphasis; those that find no other are text again.
 * @param {(string | Mark | { drawn: unknown })[]} parts
 * @returns {(string | { drawn: unknown })[]}
 */
function emphasised(parts) {
  /** @type {any[]} */
  const out = [];
  for (const part of parts) {
    if (typeof part === "string" || !("mark" in part)) {
      out.push(part);
      continue;
    }
    const rest = { ...part };
    while (rest.closes && rest.count) {
      const from = out.findLastIndex((o) => o.mark === rest.mark && o.opens && o.count && (rest.mark !== "~" || o.count > 1));
      if (from < 0) break;
      const size = rest.count > 1 && out[from].count > 1 ? 2 : 1;
      const inner = out.splice(from + 1).map(text);
      out[from].count -= size;
      if (!out[from].count) out.pop();
      rest.count -= size;
      out.push({ inner, tag: rest.mark === "~" ? "del" : size === 2 ? "strong" : "em" });
    }
    if (rest.count) out.push(rest);
  }
  return out.map(text);
}

/** @param {any} part */
function text(part) {
  return part.mark ? part.mark.repeat(part.count) : part;
}

/**
 * @param {any[]} parts
 * @param {Known} known
 * @returns {unknown[]}
 */
function joined(parts, known) {
  const out = [];
  let words = "";
  for (const part of [...parts, { drawn: "" }]) {
    if (typeof part === "string") {
      words += part;
      continue;
    }
    if (words) out.push(...named(clean(words), known));
    words = "";
    const inner = part.inner && joined(part.inner, known);
    if (part.tag === "strong") out.push(html`<strong>${inner}</strong>`);
    else if (part.tag === "em") out.push(html`<em>${inner}</em>`);
    else if (part.tag === "del") out.push(html`<del>${inner}</del>`);
    else if (part.drawn !== "") out.push(part.drawn);
  }
  return out;
}

/**
 * @param {string} href
 * @param {unknown[]} label
 * @param {string} raw what is shown when the address may not be followed
 */
function link(href, label, raw) {
  const to = address(href);
  if (!to) return clean(raw);
  if (to.startsWith("/")) return html`<a href=${to}>${label}</a>`;
  return html`<a href=${to} target="_blank" rel="noopener noreferrer nofollow" title=${to}>${label}</a>`;
}

/**
 * @param {string} words
 * @param {Known} known
 * @returns {unknown[]}
 */
function named(words, known) {
  const parts = [];
  let end = 0;
  for (const match of words.includes("@") ? words.matchAll(MENTION) : []) {
    const who = known(match[1]);
    if (!who) continue;
    parts.push(words.slice(end, match.index), html`<span class="mention ${who === "you" ? "is-you" : ""}">${match[0]}</span>`);
    end = match.index + match[0].length;
  }
  parts.push(words.slice(end));
  return parts;
}
