import { go, html, icon, nothing } from "./part.js";
import { Modal } from "./modal.js";
import { suggest } from "../model/line.js";
import { title } from "../text/plain.js";
import { store } from "../model/store.js";

/** @typedef {{ icon: string, label: string, help: string, act: () => void }} Target */

const MOST = 12;

/** Goes anywhere by a few letters. */
class Switcher extends Modal {
  static properties = { typed: { state: true }, chosen: { state: true } };

  constructor() {
    super();
    this.typed = "";
    this.chosen = 0;
  }

  get #targets() {
    const typed = this.typed.toLowerCase().trim();
    const fits = (/** @type {string} */ name) => name.toLowerCase().includes(typed);
    const room = /^\/rooms\/([^/]+)/.exec(location.pathname)?.[1] ?? "main";
    /** @type {Target[]} */
    const all = [
      ...[...store.rooms.values()]
        .sort((a, b) => b.mentions - a.mentions || b.unread - a.unread)
        .filter((r) => fits(r.name))
        .map((r) => ({
          icon: "hash",
          label: r.name,
          help: r.unread ? `${r.unread} unread` : "room",
          act: () => go(`/rooms/${encodeURIComponent(r.name)}`),
        })),
      ...["approvals", "jobs", "drones", "functions", "people", "audit"]
        .filter(fits)
        .map((p) => ({ icon: "list", label: p[0].toUpperCase() + p.slice(1), help: "console", act: () => go(`/console/${p}`) })),
      ...[
        ["Help", "/help"],
        ["Settings", "/settings"],
      ]
        .filter(([n]) => fits(n))
        .map(([label, path]) => ({ icon: "cog", label, help: "page", act: () => go(path) })),
      ...[...store.peers.values()]
        .filter((p) => fits(p.name))
        .map((p) => ({
          icon: p.kind === "agent" ? "chip" : "user",
          label: p.name,
          help: p.kind,
          act: () => go(`/rooms/${room}/person/${encodeURIComponent(p.id)}`),
        })),
    ];
    const commands = typed ? suggest(typed.replace(/^\//, ""), store.catalogue.commands).slice(0, 6) : [];
    const begin = commands.map((c) => ({ icon: "play", label: `/${c.name}`, help: c.summary, act: () => this.#begin(c) }));
    return typed.startsWith("/") ? begin : [...all.slice(0, MOST), ...begin];
  }

  /** @param {Api.Command} command */
  #begin(command) {
    if (!location.pathname.startsWith("/rooms/")) go("/rooms/main");
    setTimeout(
      () => /** @type {any} */ (document.querySelector("myc-composer"))?.edit({ text: "", command: command.name, values: {} }),
      50,
    );
  }

  render() {
    const targets = this.#targets;
    return html`<dialog class="switcher" aria-label="Go to">
      <input
        type="text"
        autofocus
        placeholder="A room, a person, a page, a command"
        aria-label="Go to"
        role="combobox"
        aria-expanded="true"
        aria-controls="switcher-list"
        aria-activedescendant=${targets.length ? `switcher-${this.chosen}` : nothing}
        .value=${this.typed}
        @input=${(/** @type {InputEvent} */ e) => this.#type(/** @type {HTMLInputElement} */ (e.target).value)}
        @keydown=${this.#keys}
      />
      <ul role="listbox" id="switcher-list" aria-label="Targets">
        ${targets.map(
          (t, i) =>
            html`<li
              role="option"
              id="switcher-${i}"
              aria-selected=${i === this.chosen}
              class=${i === this.chosen ? "is-chosen" : ""}
              @click=${() => this.#take(t)}
            >
              ${icon(t.icon)}<b><bdi>${title(t.label)}</bdi></b
              ><span class="choice-help">${t.help}</span>
            </li>`,
        )}
      </ul>
      ${targets.length ? nothing : html`<p class="muted" role="status">Nothing is called like that.</p>`}
    </dialog>`;
  }

  /** @param {string} text */
  #type(text) {
    this.typed = text;
    this.chosen = 0;
  }

  /** @param {KeyboardEvent} e */
  #keys = (e) => {
    const targets = this.#targets;
    const by = e.key === "ArrowDown" ? 1 : e.key === "ArrowUp" ? -1 : 0;
    if (by && targets.length) this.chosen = (this.chosen + by + targets.length) % targets.length;
    else if (e.key === "Enter" && targets[this.chosen]) this.#take(targets[this.chosen]);
    else return;
    e.preventDefault();
  };

  updated() {
    this.querySelector(".is-chosen")?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Target} target */
  #take(target) {
    this.close();
    target.act();
  }
}
customElements.define("myc-switcher", Switcher);
