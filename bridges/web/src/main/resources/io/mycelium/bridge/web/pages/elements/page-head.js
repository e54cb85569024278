import { html, icon } from "./part.js";

/** The head of a page, from which a phone gets back to all the others. @param {string} title */
export function pageHead(title) {
  const menu = (/** @type {Event} */ e) => e.currentTarget?.dispatchEvent(new CustomEvent("myc-menu", { bubbles: true }));
  return html`<header class="page-head">
    <button class="tool only-narrow" aria-label="All pages" @click=${menu}>${icon("back")}</button>
    <h1>${title}</h1>
  </header>`;
}
