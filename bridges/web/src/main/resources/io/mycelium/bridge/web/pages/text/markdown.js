// Markdown as templates. No string is ever read as HTML, so what people write cannot become anything but the elements
// that are named here and in inline.js. The part of CommonMark and its tables that chat needs; HTML is shown as written.

import { html } from "lit";
import { inline } from "./inline.js";
import { clean, exact } from "./plain.js";

/** @typedef {import("./inline.js").Known} Known */

const DEEPEST = 16;
const LONGEST = 200_000;

const FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})(?:([-*+])|(\d{1,9})([.)]))( +|\t|$)/;
const CODE = /^(?: {4}|\t)/;
const DIVIDER = /^ *\|?(?: *:?-+:? *\|)* *:?-+:? *\|? *$/;

/** @type {Known} */
const nobody = () => undefined;

/**
 * Draws a text.
 * @param {string | undefined} source
 * @param {Known} [known]
 */
export function markdown(source, known = nobody) {
  const text = (source ?? "").replace(/\r\n?/g, "\n").trimEnd();
  if (text.length > LONGEST) return html`<p class="md-plain" dir="auto">${clean(text)}</p>`;
  return new Blocks(text.split("\n"), known, 0).run();
}

/** The blocks of some lines. */
class Blocks {
  #at = 0;

  /**
   * @param {string[]} lines
   * @param {Known} known
   * @param {number} depth
   * @param {boolean} [tight] whether paragraphs are just their words
   */
  constructor(lines, known, depth, tight = false) {
    this.lines = lines;
    this.known = known;
    this.depth = depth;
    this.tight = tight;
  }

  get #line() {
    return this.lines[this.#at];
  }

  run() {
    /** @type {unknown[]} */
    const out = [];
    while (this.#at < this.lines.length) {
      if (!this.#line.trim()) this.#at++;
      else out.push(this.#block());
    }
    return out;
  }

  #block() {
    const line = this.#line;
    if (this.depth > DEEPEST) return this.#paragraph();
    const fence = FENCE.exec(line);
    if (fence) return this.#fenced(fence[1].length, fence[2]);
    if (CODE.test(line)) return this.#indented();
    const heading = HEADING.exec(line);
    if (heading) {
      this.#at++;
      return this.#heading(
        heading[1].length,
        (heading[2] ?? "")
          .trimEnd()
          .replace(/(?<=^|[ \t])#+$/, "")
          .trimEnd(),
      );
    }
    if (RULE.test(line)) {
      this.#at++;
      return html`<hr />`;
    }
    if (QUOTE.test(line)) return this.#quote();
    const item = ITEM.exec(line);
    if (item) return this.#list(item);
    if (line.includes("|") && DIVIDER.test(this.lines[this.#at + 1] ?? "")) return this.#table() ?? this.#paragraph();
    return this.#paragraph();
  }

  /**
   * @param {number} size
   * @param {string} text
   */
  #heading(size, text) {
    const look = size < 3 ? "md-h" : "md-h md-sub";
    return html`<p class=${look} dir="auto" role="heading" aria-level="2">${inline(text, this.known)}</p>`;
  }

  /**
   * @param {number} indent
   * @param {string} mark
   */
  #fenced(indent, mark) {
    const end = new RegExp(`^ {0,3}${mark[0]}{${mark.length},}[ \\t]*$`);
    const from = ++this.#at;
    while (this.#at < this.lines.length && !end.test(this.#line)) this.#at++;
    const code = this.lines.slice(from, this.#at++).map((line) => line.replace(new RegExp(`^ {0,${indent}}`), ""));
    return block(code.join("\n"));
  }

  #indented() {
    const from = this.#at;
    while (this.#at < this.lines.length && (CODE.test(this.#line) || !this.#line.trim())) this.#at++;
    const code = this.lines.slice(from, this.#at).map((line) => line.replace(CODE, ""));
    return block(code.join("\n").trimEnd());
  }

  #quote() {
    const inner = [];
    while (this.#at < this.lines.length && (QUOTE.test(this.#line) || (this.#line.trim() && !begins(this.#line)))) {
      inner.push(this.lines[this.#at++].replace(QUOTE, ""));
    }
    return html`<blockquote dir="auto">${new Blocks(inner, this.known, this.depth + 1).run()}</blockquote>`;
  }

  /** @param {RegExpExecArray} first */
  #list(first) {
    const kind = first[2] ?? first[4];
    const items = [];
    let loose = false;
    for (let item; this.#at < this.lines.length && (item = ITEM.exec(this.#line));) {
      if ((item[2] ?? item[4]) !== kind || RULE.test(this.#line)) break;
      const lines = this.#item(item[0].length - Math.max(0, item[5].length - 1) + (item[5] ? 0 : 1), item[0].length);
      const blank = lines.length > 1 && !lines[lines.length - 1].trim();
      loose ||= lines.slice(0, -1).some((line, i) => !line.trim() && lines[i + 1].trim() !== "");
      loose ||= blank && Boolean(ITEM.exec(this.#line ?? ""));
      items.push(lines);
    }
    const drawn = items.map((lines) => this.#drawItem(lines, !loose));
    return first[3]
      ? html`<ol start=${Number(first[3])}>
          ${drawn}
        </ol>`
      : html`<ul>
          ${drawn}
        </ul>`;
  }

  /**
   * The lines of an item, without what they are indented by.
   * @param {number} indent
   * @param {number} begin where the first line's text begins
   */
  #item(indent, begin) {
    const lines = [this.lines[this.#at++].slice(begin)];
    const inside = new RegExp(`^(?: {${indent}}|\\t)`);
    for (; this.#at < this.lines.length; this.#at++) {
      const line = this.#line;
      const after = this.lines[this.#at + 1] ?? "";
      if (inside.test(line)) lines.push(line.replace(inside, ""));
      else if (!line.trim() && (inside.test(after) || ITEM.test(after))) lines.push("");
      else if (line.trim() && !begins(line) && !ITEM.test(line) && lines[lines.length - 1].trim()) lines.push(line.trim());
      else break;
    }
    return lines;
  }

  /**
   * @param {string[]} lines
   * @param {boolean} tight
   */
  #drawItem(lines, tight) {
    const task = /^\[([ xX])\] +/.exec(lines[0]);
    if (task) lines[0] = lines[0].slice(task[0].length);
    const done = task?.[1].trim() !== "";
    const mark = task ? html`<input type="checkbox" disabled .checked=${done} aria-label=${done ? "done" : "not done"} /> ` : "";
    return html`<li dir="auto">${mark}${new Blocks(lines, this.known, this.depth + 1, tight).run()}</li>`;
  }

  #table() {
    const header = cells(this.#line);
    const sides = cells(this.lines[this.#at + 1]).map((c) => (/^:?-+:$/.test(c) ? "num" : ""));
    if (header.length !== sides.length) return undefined;
    this.#at += 2;
    const rows = [];
    while (this.#at < this.lines.length && this.#line.trim() && !begins(this.#line)) rows.push(cells(this.lines[this.#at++]));
    /** @param {string} text */
    const draw = (text) => inline(text, this.known);
    return html`<div class="md-table" tabindex="0" role="group" aria-label="Table">
      <table>
        <thead>
          <tr>
            ${header.map((cell, i) => html`<th class=${sides[i]} dir="auto">${draw(cell)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                ${sides.map((side, i) => html`<td class=${side} dir="auto">${draw(row[i] ?? "")}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #paragraph() {
    const lines = [this.lines[this.#at++].trim()];
    while (this.#at < this.lines.length && this.#line.trim() && !begins(this.#line)) {
      if (/^ {0,3}(?:=+|-+)[ \t]*$/.test(this.#line) && this.depth <= DEEPEST) {
        const size = this.lines[this.#at++].includes("=") ? 1 : 2;
        return this.#heading(size, lines.join(" "));
      }
      lines.push(this.lines[this.#at++].trim());
    }
    const words = inline(lines.join("\n"), this.known);
    return this.tight ? words : html`<p dir="auto">${words}</p>`;
  }
}

/** Whether a line ends a paragraph by what it begins. @param {string} line */
function begins(line) {
  const item = ITEM.exec(line);
  if (item) return (item[3] === undefined || item[3] === "1") && line.length > item[0].length;
  return FENCE.test(line) || HEADING.test(line) || QUOTE.test(line) || (RULE.test(line) && !/^ {0,3}-+ *$/.test(line));
}

/** @param {string} code */
function block(code) {
  return html`<pre class="code" tabindex="0" dir="ltr"><code>${exact(code)}</code></pre>`;
}

/** The cells of a table's line. @param {string} line */
function cells(line) {
  const parts = line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, "")
    .split(/(?<!\\)\|/);
  return parts.map((cell) => cell.trim().replace(/\\\|/g, "|"));
}
