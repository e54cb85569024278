// Small pieces that many elements draw: names, times, states.

import { Part, html, icon, nothing } from "./part.js";
import { title } from "../text/plain.js";
import { exactly, relative } from "../model/times.js";
import { stateLook } from "../model/words.js";

const TINTS = 8;

/** @param {string} text */
function tint(text) {
  let hash = 7;
  for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) >>> 0;
  return hash % TINTS;
}

/**
 * @param {Ui.Peer} peer
 * @param {string} [size] `small`
 */
export function avatar(peer, size = "") {
  const name = title(peer.name);
  const system = peer.id === "peer_0system";
  const letters = [...name.replace(/[^\p{L}\p{N}]/gu, "")].slice(0, 2).join("") || "?";
  const inner = system ? icon("spark") : peer.kind === "agent" ? icon("chip") : letters;
  return html`<span
    class="avatar ${size} kind-${system ? "system" : peer.kind === "person" ? "person" : "agent"} tint-${tint(peer.id)}"
    aria-hidden="true"
    >${inner}</span
  >`;
}

/** @param {string} state */
export function pill(state) {
  const { tone, icon: name } = stateLook(state);
  return html`<span class="pill tone-${tone}">${icon(name)}${title(state)}</span>`;
}

/** @param {string | undefined} at an instant */
export function time(at) {
  return at ? html`<myc-time .at=${at}></myc-time>` : nothing;
}

/** @type {Set<Time>} */
const shown = new Set();
setInterval(() => {
  if (!document.hidden) shown.forEach((t) => t.requestUpdate());
}, 30_000);

/** A time that stays relative, with the exact one on hover. */
class Time extends Part {
  static properties = { at: {} };

  constructor() {
    super();
    this.at = "";
  }

  connectedCallback() {
    super.connectedCallback();
    shown.add(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    shown.delete(this);
  }

  render() {
    return html`<time datetime=${this.at} title=${exactly(this.at)}>${relative(this.at)}</time>`;
  }
}
customElements.define("myc-time", Time);
