// Markdown as templates. No string is ever read as HTML, so what people write cannot become anything but the elements
// that are named here.

import { html } from "lit";
import { blocks } from "./blocks.js";
import { address, clean, exact } from "./plain.js";

/** @typedef {(name: string) => "you" | "other" | undefined} Known tells whether a name behind an at sign is a peer's */

const LONGEST = 200_000;
const MENTION = /@([\p{L}\p{N}][\p{L}\p{N}._-]*)/gu;

/** @type {Known} */
const nobody = () => undefined;

/**
 * Draws a text.
 * @param {string | undefined} source
 * @param {Known} [known]
 */
export function markdown(source, known = nobody) {
  const text = (source ?? "").replace(/\r\n?/g, "\n");
  if (text.length > LONGEST) return html`<p class="md-plain" dir="auto">${clean(text)}</p>`;
  return blocks(text).map((part) => block(part, known));
}

/**
 * @param {any} part
 * @param {Known} known
 * @param {boolean} [tight] whether paragraphs are just their words
 * @returns {unknown}
 */
function block(part, known, tight = false) {
  const [kind, ...inner] = part;
  switch (kind) {
    case "p":
      return tight ? line(inner, known) : html`<p dir="auto">${line(inner, known)}</p>`;
    case "code":
      return html`<pre class="code" tabindex="0" dir="ltr"><code>${exact(inner[0])}</code></pre>`;
    case "rule":
      return html`<hr />`;
    case "quote":
      return html`<blockquote dir="auto">${inner.map((/** @type {any} */ each) => block(each, known))}</blockquote>`;
    case "numbers":
      return html`<ol start=${inner[0]}>
        ${items(inner.slice(1), part.loose, known)}
      </ol>`;
    case "bullets":
      return html`<ul>
        ${items(inner, part.loose, known)}
      </ul>`;
    case "table":
      return table(inner, part.sides, known);
    default: {
      const look = kind < "h3" ? "md-h" : "md-h md-sub";
      return html`<p class=${look} dir="auto" role="heading" aria-level="2">${line(inner, known)}</p>`;
    }
  }
}

/**
 * @param {any[]} all
 * @param {boolean} loose
 * @param {Known} known
 */
function items(all, loose, known) {
  return all.map((item) => {
    const { done } = item;
    if (done !== undefined) item[0][1] = item[0][1].slice(4);
    const box =
      done === undefined
        ? ""
        : html`<input type="checkbox" disabled .checked=${done} aria-label=${done ? "done" : "not done"} /> `;
    return html`<li dir="auto">${box}${item.map((/** @type {any} */ each) => block(each, known, !loose))}</li>`;
  });
}

/**
 * @param {any[][]} rows
 * @param {string[]} sides the class of each column
 * @param {Known} known
 */
function table([header, ...rows], sides, known) {
  return html`<div class="md-table" tabindex="0" role="group" aria-label="Table">
    <table>
      <thead>
        <tr>
          ${header.map((cell, i) => html`<th class=${sides[i]} dir="auto">${line(cell, known)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, i) => html`<td class=${sides[i]} dir="auto">${line(cell, known)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/**
 * @param {any[]} spans
 * @param {Known} known
 * @param {boolean} [linked] whether they stand in a link, where none may be
 * @returns {unknown[]}
 */
function line(spans, known, linked = false) {
  return spans.flatMap((span) => {
    if (typeof span === "string") return named(clean(span), known);
    const [kind, ...inner] = span;
    switch (kind) {
      case "break":
        return html`<br />`;
      case "code":
        return html`<code dir="ltr">${exact(inner[0])}</code>`;
      case "link": {
        const label = line(inner.length > 1 ? inner.slice(1) : inner, nobody, true);
        return linked ? label : link(inner[0], label);
      }
      case "strong":
        return html`<strong>${line(inner, known, linked)}</strong>`;
      case "em":
        return html`<em>${line(inner, known, linked)}</em>`;
      default:
        return html`<del>${line(inner, known, linked)}</del>`;
    }
  });
}

/**
 * @param {string} href
 * @param {unknown[]} label is all that is shown of an address that may not be followed
 */
function link(href, label) {
  const to = address(href);
  if (!to) return label;
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
