import { Part, go, html, nothing } from "./part.js";
import { avatar, time } from "./bits.js";
import { title } from "../text/plain.js";
import { isInstant } from "../model/times.js";
import { store } from "../model/store.js";

/** Somebody: who they are, when they were here, what may be done. */
class Person extends Part {
  static properties = { peer: {}, room: {} };

  constructor() {
    super();
    this.peer = "";
    this.room = "";
  }

  topics() {
    return ["peers", "session"];
  }

  render() {
    const peer = store.peers.get(this.peer) ?? (this.peer === "peer_0system" ? store.peer(this.peer) : undefined);
    if (!peer) return html`<div class="panel-pad"><p>Nobody is known by this id any more.</p></div>`;
    const me = peer.id === store.session?.peer.id;
    return html`<div class="panel-pad person-panel">
      <div class="person-head">
        ${avatar(peer)}
        <div>
          <b><bdi>${title(peer.name)}</bdi></b
          >${me ? " (you)" : ""}
          <p class="muted">${peer.kind === "system" ? "Mycelium itself" : [peer.kind, peer.role].filter(Boolean).join(", ")}</p>
        </div>
      </div>
      ${
        peer.kind === "system"
          ? html`<p>Says what became of jobs, timers and functions. Nobody can write as Mycelium.</p>`
          : html`<dl class="fields">
                <div>
                  <dt>Here</dt>
                  <dd>${peer.online ? "now" : peer.seen && isInstant(peer.seen) ? time(peer.seen) : "not seen yet"}</dd>
                </div>
                <div>
                  <dt>Id</dt>
                  <dd><code>${peer.id}</code></dd>
                </div>
              </dl>
              <div class="buttons">
                ${me ? nothing : html`<button class="button" @click=${() => this.#mention(peer)}>Write to them</button>`}
                ${!me && store.may("peers.roles") ? html`<button class="button" @click=${() => this.#form("role set", { peer: peer.name })}>Change role</button>` : nothing}
                ${!me && store.may("keys.all") ? html`<button class="button" @click=${() => this.#form("key create", { for: peer.name, link: "true" })}>New sign-in link</button>` : nothing}
                ${me ? html`<a class="button" href="/settings">Settings and sessions</a>` : nothing}
              </div>`
      }
    </div>`;
  }

  /** @param {Ui.Peer} peer */
  #mention(peer) {
    const composer = /** @type {any} */ (document.querySelector("myc-room myc-composer"));
    if (composer) composer.edit({ text: `@${peer.name} ` });
    else go(`/rooms/${encodeURIComponent(this.room)}/person/${encodeURIComponent(peer.id)}`);
  }

  /**
   * @param {string} command
   * @param {Record<string, string>} prefill
   */
  #form(command, prefill) {
    this.dispatchEvent(new CustomEvent("myc-form", { bubbles: true, detail: { command, prefill } }));
  }
}
customElements.define("myc-person", Person);
