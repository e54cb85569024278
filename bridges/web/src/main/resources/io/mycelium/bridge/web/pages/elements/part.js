// What all elements share.

import { LitElement, html, nothing, svg } from "lit";
import { store } from "../model/store.js";

export { html, nothing };
export { style, wanted } from "./later.js";

/** Where one area takes the whole page, as in the style sheet. */
export const NARROW = matchMedia("(max-width: 860px)");

/** Draws into the page itself, so that styles, labels and ids are shared; draws again when a topic changes. */
export class Part extends LitElement {
  /** @type {Map<string, () => void>} */
  #watching = new Map();

  createRenderRoot() {
    return this;
  }

  /**
   * The topics of the store that it draws from; called before each drawing.
   * @returns {string[]}
   */
  topics() {
    return [];
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    this.#watch(this.isConnected ? this.topics() : []);
  }

  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#watch([]);
  }

  /** @param {string[]} topics */
  #watch(topics) {
    for (const [topic, end] of this.#watching) {
      if (topics.includes(topic)) continue;
      end();
      this.#watching.delete(topic);
    }
    for (const topic of topics) {
      if (!this.#watching.has(topic))
        this.#watching.set(
          topic,
          store.topics.on(topic, () => this.requestUpdate()),
        );
    }
  }
}

/** @type {Record<string, string>} paths in a box of 16 by 16, drawn as lines */
const ICONS = {
  hash: "M6 2 4.5 14M11.5 2 10 14M2.5 5.5h11.5M2 10.5h11.5",
  lock: "M4 7.5h8v6H4zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5",
  check: "m3 8.5 3.2 3.2L13 4.8",
  cross: "m4 4 8 8M12 4l-8 8",
  clock: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3.2l2 1.3",
  play: "M5 3.5v9l7-4.5z",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  circle: "M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3z",
  alert: "M8 2.2 14.2 13H1.8zM8 6.5v3M8 11.2v.3",
  send: "M2.5 8h10M8.5 3.5 13 8l-4.5 4.5",
  thread: "M3 3.5h10v7H7.5L5 13v-2.5H3z",
  search: "M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4zM10.2 10.2 14 14",
  back: "M9.5 3 4.5 8l5 5",
  down: "M8 3v9.5M4 8.5l4 4 4-4",
  file: "M4 2h5l3 3v9H4zM9 2v3h3",
  copy: "M6 6h7v8H6zM4 10H3V2h7v2",
  user: "M8 8.2a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM3 14c.4-2.8 2.4-4.2 5-4.2s4.6 1.4 5 4.2",
  cog: "M8 5.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8zM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4",
  help: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM6.2 6.3c0-2.4 3.6-2.3 3.6-.1C9.8 7.7 8 7.7 8 9.2M8 11.3v.2",
  eye: "M1.8 8c3-5 9.4-5 12.4 0-3 5-9.4 5-12.4 0zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z",
  chip: "M4.5 4.5h7v7h-7zM6.5 2v2.5M9.5 2v2.5M6.5 11.5V14M9.5 11.5V14M2 6.5h2.5M2 9.5h2.5M11.5 6.5H14M11.5 9.5H14",
  spark: "M8 2v4M8 10v4M2 8h4M10 8h4M4 4l2 2M10 10l2 2M12 4l-2 2M6 10l-2 2",
  list: "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.2M2.5 8h.2M2.5 12h.2",
  menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
  edit: "M3 13v-2.5L10.5 3 13 5.5 5.5 13z",
  plus: "M8 3v10M3 8h10",
  wide: "M9.5 2.5h4v4M6.5 13.5h-4v-4M13.5 2.5 9 7M2.5 13.5 7 9",
  link: "M6.7 9.3 9.3 6.7M7 4.7l1.3-1.3a3 3 0 0 1 4.3 4.3L11.3 9M9 11.3l-1.3 1.3a3 3 0 0 1-4.3-4.3L4.7 7",
};

/**
 * A small picture beside a word; it says nothing of its own.
 * @param {string} name
 */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${ICONS[name] ?? ""} />`}</svg>`;
}

/** Goes to another address of this page. @param {string} path */
export function go(path) {
  history.pushState(null, "", path);
  dispatchEvent(new Event("myc-route"));
}

/**
 * Puts text on the clipboard.
 * @param {string} text
 */
export async function copy(text) {
  await navigator.clipboard.writeText(text);
}
