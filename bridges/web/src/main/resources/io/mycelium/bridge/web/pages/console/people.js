import { html, nothing } from "../elements/part.js";
import "./list.js";
import { Page } from "./page.js";
import { address, ask, asked } from "./address.js";
import { button } from "./act.js";
import { store } from "../model/store.js";

/** @typedef {import("./list.js").Row} Row */

/** Who there is, with which keys, and where they are signed in. */
class People extends Page {
  topics() {
    return ["session", "peers", "catalogue", "route"];
  }

  /** @type {import("./list.js").Kind} */
  #peers = {
    command: "peer list",
    families: ["peer.", "session."],
    hidden: ["id"],
    key: (row) => row.id,
    href: (row) => address({ show: `person:${row.id}` }),
    end: (row) => (row.id === store.session?.peer.id || row.kind === "drone" ? "" : this.#ofPeer(row)),
  };

  /** @type {import("./list.js").Kind} */
  #keys = {
    command: "key list",
    families: ["key.", "peer."],
    key: (row) => row.id,
    end: (row) =>
      row.state === "active" || row.state === "live" || row.state === "unused"
        ? button({
            ...this.#on("Revoke", "key revoke", `${row.use} ${row.label || row.id} of ${row.peer}`, { key: row.id }),
            style: "danger",
          })
        : "",
  };

  /** @type {import("./list.js").Kind} */
  #sessions = {
    command: "session list",
    families: ["session.", "key."],
    hidden: ["of", "id", "this"],
    key: (row) => row.id,
    end: (row) =>
      row.this
        ? html`<span class="tag tone-ok">this one</span>`
        : button(this.#on("End", "session end", `the session in ${row.device}`, { session: row.id })),
  };

  /**
   * @param {string} label
   * @param {string} command
   * @param {string} of
   * @param {Record<string, unknown>} options
   */
  #on(label, command, of, options) {
    return { label, command, of, options, room: this.room };
  }

  /** @param {Row} row */
  #ofPeer({ name }) {
    const peer = { peer: name };
    return html`${button({ ...this.#on("Role", "role set", `of ${name}`, peer), form: true })}
    ${button({ ...this.#on("Remove", "peer remove", name, peer), style: "danger" })}`;
  }

  render() {
    const { room, filter } = this;
    const all = store.may("keys.all");
    const of = all ? (asked().get("of") ?? "") : "";
    return html`<div class="console-sections">
      <section>
        <h2>
          People, agents and drones ${button({ ...this.#on("Invite", "invite", "somebody", {}), form: true, style: "primary" })}
        </h2>
        <myc-console-list .kind=${this.#peers} .room=${room} .filter=${filter} label="People"></myc-console-list>
      </section>
      <section>
        <h2>${all ? "Keys of everybody" : "Your keys"}</h2>
        ${all ? nothing : html`<p class="muted">The keys of others are for roles with the permission <code>keys.all</code>; you are ${store.session?.peer.role}.</p>`}
        <myc-console-list
          .kind=${this.#keys}
          .options=${all ? EVERY : NONE}
          .room=${room}
          .filter=${filter}
          label="Keys"
        ></myc-console-list>
      </section>
      <section>
        <h2>${all ? "Signed in on the web" : "Where you are signed in"} ${all ? this.#whose(of) : nothing}</h2>
        <myc-console-list
          .kind=${this.#sessions}
          .options=${of ? { of } : NONE}
          .room=${room}
          .filter=${filter}
          label="Sessions"
        ></myc-console-list>
      </section>
    </div>`;
  }

  /** @param {string} of */
  #whose(of) {
    const people = [...store.peers.values()].filter((p) => p.kind !== "drone" && p.id !== store.session?.peer.id);
    return html`<select
      aria-label="Whose sessions"
      @change=${(/** @type {Event} */ e) => ask({ of: /** @type {HTMLSelectElement} */ (e.target).value })}
    >
      <option value="">You</option>
      ${people.map((p) => html`<option value=${p.name} .selected=${p.name === of}>${p.name}</option>`)}
    </select>`;
  }
}
customElements.define("myc-console-people", People);

const EVERY = { all: true };
const NONE = {};
