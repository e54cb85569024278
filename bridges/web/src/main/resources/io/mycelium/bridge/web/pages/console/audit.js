import { Part, html } from "../elements/part.js";
import "./list.js";
import { address, ask, asked } from "./address.js";
import { store } from "../model/store.js";

const MOST = 500;
const LENGTHS = ["50", "200", "1000"];
/** Subjects that a command shows. */
const SHOWN = /^(job|approval|task|function|drone):/;

/**
 * Who did what. To read it is written down in it, so that what happens is added here from the events, and it is read
 * again only when somebody wants it.
 */
class Audit extends Part {
  static properties = { room: {}, filter: {}, late: { state: true } };

  constructor() {
    super();
    this.room = "";
    this.filter = "";
    /** @type {import("./list.js").Row[]} */
    this.late = [];
    this.asked = "";
  }

  topics() {
    return ["route", "peers", "rooms", "session"];
  }

  connectedCallback() {
    super.connectedCallback();
    store.listeners.push(this.#heard);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    store.listeners = store.listeners.filter((listen) => listen !== this.#heard);
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    const wanted = JSON.stringify(this.#options());
    if (wanted !== this.asked) this.late = [];
    this.asked = wanted;
  }

  /** @type {import("./list.js").Kind} */
  #kind = {
    command: "audit",
    families: [],
    hidden: ["request"],
    key: (row) => [row.time, row.what, row.subject, row.request].join(" "),
    href: (row) => (SHOWN.test(row.subject) ? address({ show: row.subject, at: row.room }) : undefined),
  };

  #options() {
    const query = asked();
    const { who, command, in: place, last } = Object.fromEntries(query);
    return {
      ...(who ? { who } : {}),
      ...(command ? { command } : {}),
      ...(place ? { in: place } : {}),
      last: LENGTHS.includes(last) ? Number(last) : 50,
    };
  }

  /** As the command chooses what it shows. @param {Api.Event} event */
  #heard = (event) => {
    const { who, command, in: place } = this.#options();
    const actor = store.peer(event.actor);
    const words = command?.trim().toLowerCase() ?? "";
    if (who && who !== actor.id && who.toLowerCase() !== actor.name.toLowerCase()) return;
    if (place && place !== event.room) return;
    if (!event.type.includes(words) && !event.type.includes(words.replaceAll(" ", "."))) return;
    const row = {
      time: `${event.at.slice(0, 19)}Z`,
      who: actor.name,
      what: event.type,
      room: event.room ?? "",
      subject: `${event.subject.type}:${event.subject.id}`,
      number: event.number ? `#${event.number}` : "",
      request: event.request,
    };
    this.late = [row, ...this.late].slice(0, MOST);
  };

  render() {
    return html`<div class="console-sections is-one">
      ${store.may("audit.read") ? this.#form() : ""}
      <myc-console-list
        .kind=${this.#kind}
        .options=${this.#options()}
        .extra=${store.may("audit.read") ? this.late : []}
        .room=${this.room}
        .filter=${this.filter}
        label="Audit trail"
      ></myc-console-list>
    </div>`;
  }

  #form() {
    const { who = "", command = "", in: place = "", last } = this.#options();
    const names = [...store.peers.values()].map((p) => p.name);
    return html`<form class="console-form" aria-label="What is read of the trail" @submit=${this.#ask} @change=${this.#ask}>
      <label class="console-choice">Who <input name="who" list="audit-who" .value=${who} /></label>
      <datalist id="audit-who">
        ${[...names, "mycelium", "anonymous"].map((name) => html`<option value=${name}></option>`)}
      </datalist>
      <label class="console-choice">Did <input name="command" placeholder="task create, refused" .value=${command} /></label>
      <label class="console-choice"
        >In
        <select name="in">
          <option value="">all rooms</option>
          ${[...store.rooms.keys()].map((name) => html`<option value=${name} .selected=${name === place}>${name}</option>`)}
        </select></label
      >
      <label class="console-choice"
        >Lines
        <select name="last">
          ${LENGTHS.map((n) => html`<option value=${n} .selected=${n === String(last)}>${n}</option>`)}
        </select></label
      >
      <button class="button" type="button" @click=${this.#again} title="What was refused or only read is there after that">
        Read again
      </button>
    </form>`;
  }

  /** @param {Event} e */
  #ask = (e) => {
    e.preventDefault();
    const form = /** @type {HTMLFormElement} */ (e.currentTarget);
    ask(Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, String(value).trim()])));
  };

  #again = async () => {
    await /** @type {any} */ (this.querySelector("myc-console-list"))?.again();
    this.late = [];
  };
}
customElements.define("myc-console-audit", Audit);
