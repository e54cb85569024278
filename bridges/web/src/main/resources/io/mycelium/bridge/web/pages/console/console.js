import { Part, go, html, icon, nothing, style, wanted } from "../elements/part.js";
import { CONSOLE } from "../elements/sidebar.js";
import { notes } from "../model/actions.js";
import { recall } from "../model/prefs.js";
import { call } from "../net/api.js";
import { store } from "../model/store.js";
import { address, amend, asked } from "./address.js";

await style("console");

/** @type {Record<string, { about: string, room?: boolean, load: () => Promise<unknown>, draw: (page: Shown) => unknown }>} */
const PAGES = {
  approvals: {
    about: "What waits for others, and what was decided",
    room: true,
    load: () => import("./approvals.js"),
    draw: ({ room, filter }) => html`<myc-console-approvals .room=${room} .filter=${filter}></myc-console-approvals>`,
  },
  jobs: {
    about: "Work that waits or runs, and what became of it",
    room: true,
    load: () => import("./jobs.js"),
    draw: ({ room, filter }) => html`<myc-console-jobs .room=${room} .filter=${filter}></myc-console-jobs>`,
  },
  drones: {
    about: "The computers that do the work",
    load: () => import("./drones.js"),
    draw: ({ room, filter }) => html`<myc-console-drones .room=${room} .filter=${filter}></myc-console-drones>`,
  },
  functions: {
    about: "What can be called, and its switches",
    load: () => import("./functions.js"),
    draw: ({ room, filter }) => html`<myc-console-functions .room=${room} .filter=${filter}></myc-console-functions>`,
  },
  people: {
    about: "Who there is, and how they get in",
    load: () => import("./people.js"),
    draw: ({ room, filter }) => html`<myc-console-people .room=${room} .filter=${filter}></myc-console-people>`,
  },
  audit: {
    about: "Who did what, newest first",
    load: () => import("./audit.js"),
    draw: ({ room, filter }) => html`<myc-console-audit .room=${room} .filter=${filter}></myc-console-audit>`,
  },
};

/** @typedef {{ room: string, filter: string }} Shown */

const WRITTEN = 250;

/** One of the console's pages: a filter, the page itself, and what is beside it. */
class Console extends Part {
  static properties = { page: {}, query: {}, target: {}, typed: { state: true }, found: { state: true } };

  constructor() {
    super();
    this.page = "";
    this.query = "";
    this.target = "";
    /** What was typed and is not in the address yet. @type {string | undefined} */
    this.typed = undefined;
    /** Ids of what was asked for by its number. @type {Map<string, string>} */
    this.found = new Map();
    /** Answers from before are for the room that they were made in. */
    this.since = new Date().toISOString();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.writing = undefined;
  }

  topics() {
    return ["route", "rooms", "session", `notes:${this.room}`];
  }

  /** Whose lists are shown. */
  get room() {
    const wanted = asked().get("room") || recall("room", "main");
    return store.rooms.has(wanted) || asked().get("room") ? wanted : "main";
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener("keydown", this.#keys);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener("keydown", this.#keys);
    clearTimeout(this.writing);
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (!changed.has("page")) return;
    clearTimeout(this.writing);
    this.typed = undefined;
    this.since = new Date().toISOString();
    PAGES[this.page]?.load().catch(() => dispatchEvent(new CustomEvent("myc-stale")));
  }

  updated() {
    if (PAGES[this.page]?.room && !asked().get("room")) amend({ room: this.room });
  }

  render() {
    const page = PAGES[this.page];
    const [, label, picture] = CONSOLE.find(([name]) => name === this.page) ?? [];
    const panel = this.#panel();
    const filter = this.typed ?? asked().get("q") ?? "";
    return html`<div class="console ${panel === nothing ? "" : "has-panel"}" @myc-form=${this.#form} @myc-edit=${this.#edit}>
      <main class="console-main" aria-label=${label ?? "Console"}>
        <header class="bar">
          <button class="tool only-narrow" aria-label="All pages" @click=${this.#menu}>${icon("back")}</button>
          <h1>${icon(picture ?? "list")}<span>${label ?? "Console"}</span></h1>
          <span class="muted bar-aside">${page?.about ?? nothing}</span>
        </header>
        ${page ? html`<div class="console-body">${this.#tools(filter)}${this.#notes()}${page.draw({ room: this.room, filter })}</div>` : this.#unknown()}
      </main>
      ${panel}
    </div>`;
  }

  #unknown() {
    return html`<div class="failure">
      <p>There is no such page in the console.</p>
      <a class="button" href="/console/${CONSOLE.find(([name]) => PAGES[name])?.[0] ?? ""}">Go to the first</a>
    </div>`;
  }

  /** @param {string} filter */
  #tools(filter) {
    return html`<div class="console-tools" role="search">
      <input
        type="search"
        placeholder="Filter"
        aria-label="Show only rows with these words"
        autocomplete="off"
        .value=${filter}
        @input=${this.#type}
      />
      ${PAGES[this.page].room ? this.#rooms() : nothing}
    </div>`;
  }

  #rooms() {
    const names = [...store.rooms.keys()];
    if (!names.includes(this.room)) names.push(this.room);
    return html`<label class="console-choice"
      >Room
      <select
        @change=${(/** @type {Event} */ e) => go(address({ room: /** @type {HTMLSelectElement} */ (e.target).value, show: "" }))}
      >
        ${names.map((name) => html`<option value=${name} .selected=${name === this.room}>${name}</option>`)}
      </select></label
    >`;
  }

  #notes() {
    const where = { room: this.room };
    const own = notes(where).filter((note) => note.at >= this.since);
    if (own.length) wanted("myc-note");
    return own.map((note) => html`<myc-note .note=${note} .where=${where}></myc-note>`);
  }

  /** What the address opens beside the list, such as `job:12`. */
  #panel() {
    const show = asked().get("show") || (this.target && this.page === "drones" ? `drone:${this.target}` : "");
    const [, panel, id] = /^([a-z]+):(.+)$/s.exec(show) ?? [];
    if (!panel) return nothing;
    const room = asked().get("at") || this.room;
    const known = /^\d+$/.test(id) ? this.found.get(`${room}/${show}`) : id;
    if (!known) void this.#find(panel, id, room);
    wanted("myc-panel");
    const route = { page: "rooms", room, panel, id: known };
    const back = address({ show: "", at: "" });
    return known
      ? html`<myc-panel
          .route=${route}
          .back=${back}
          @myc-wide=${() => this.querySelector(".console")?.classList.toggle("is-wide")}
        ></myc-panel>`
      : nothing;
  }

  /**
   * Events tell of things by their ids.
   * @param {string} type
   * @param {string} number
   * @param {string} room
   */
  async #find(type, number, room) {
    const answer = await call(`${type}-show`, { [type]: number }, { room }).catch(() => undefined);
    const id = answer?.reply.kind === "card" ? answer.reply.subject?.id : undefined;
    this.found = new Map(this.found).set(`${room}/${type}:${number}`, id ?? `#${number}`);
  }

  /** @param {InputEvent} e */
  #type = (e) => {
    this.typed = /** @type {HTMLInputElement} */ (e.target).value;
    clearTimeout(this.writing);
    this.writing = setTimeout(() => {
      amend({ q: this.typed?.trim() });
      this.typed = undefined;
      store.topics.changed("route"); // rows lead to addresses with the filter in them
    }, WRITTEN);
  };

  #menu = () => this.dispatchEvent(new CustomEvent("myc-menu", { bubbles: true }));

  /** @param {CustomEvent} e */
  #form = (e) => {
    e.detail.room ??= this.room;
  };

  /** @param {CustomEvent<{ draft?: Ui.Draft }>} e */
  #edit = (e) => {
    const { command, values } = e.detail.draft ?? {};
    const detail = { command, prefill: values ?? {} };
    if (command) this.dispatchEvent(new CustomEvent("myc-form", { bubbles: true, detail: { ...detail, room: this.room } }));
  };

  /** @param {KeyboardEvent} e */
  #keys = (e) => {
    const typing = e.target instanceof HTMLElement && e.target.matches("input, textarea, select");
    if (typing || e.ctrlKey || e.metaKey || e.altKey || document.querySelector("dialog[open]")) return;
    if (e.key === "/") /** @type {HTMLElement | null} */ (this.querySelector(".console-tools input"))?.focus();
    else if (e.key === "Escape" && this.querySelector("myc-panel")) go(address({ show: "", at: "" }));
    else return;
    e.preventDefault();
  };
}
customElements.define("myc-console", Console);
