import { NARROW, Part, go, html, icon, nothing, wanted } from "./elements/part.js";
import "./elements/sidebar.js";
import "./elements/room.js";
import { refusal } from "./elements/reply.js";
import { announce, onAnnounce, onConfirm, problemOf } from "./model/actions.js";
import { watchAttention } from "./model/attention.js";
import { keep, prefer, recall } from "./model/prefs.js";
import { route } from "./model/route.js";
import { store } from "./model/store.js";

/** The whole page: what the address names, and the keys that work everywhere. */
class App extends Part {
  static properties = {
    route: { state: true },
    menu: { state: true },
    failed: { state: true },
    words: { state: true },
    dialog: { state: true },
    stale: { state: true },
  };

  constructor() {
    super();
    /** @type {Ui.Route} */
    this.route = route(location.pathname, location.search, location.hash);
    /** Whether a narrow page shows the rooms. */
    this.menu = false;
    /** @type {Api.Problem | undefined} */
    this.failed = undefined;
    this.words = "";
    /** @type {{ tag: string, detail?: any } | undefined} */
    this.dialog = undefined;
    this.stale = false;
    prefer({});
  }

  /** In place of what stood there until the scripts had come. */
  createRenderRoot() {
    this.replaceChildren();
    return super.createRenderRoot();
  }

  topics() {
    return ["session", "connection", "rooms"];
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener("popstate", this.#moved);
    addEventListener("myc-route", this.#moved);
    addEventListener("myc-stale", () => (this.stale = store.connection !== "offline"));
    addEventListener("keydown", this.#keys);
    NARROW.addEventListener("change", () => (this.menu = false));
    this.addEventListener("click", this.#clicked);
    onAnnounce((text) => this.#say(text));
    onConfirm((problem, what) => this.#confirm(problem, what));
    watchAttention(() => this.route);
    void this.#start();
  }

  async #start() {
    try {
      this.failed = undefined;
      await store.start();
      this.#moved();
      if (this.route.page !== "rooms") store.timeline(recall("room", "main")); // its page tells where the events go on
    } catch (e) {
      this.failed = problemOf(e);
    }
  }

  #moved = () => {
    this.route = route(location.pathname, location.search, location.hash);
    if (!this.route.page && store.session) {
      const last = recall("room", "main");
      history.replaceState(null, "", `/rooms/${encodeURIComponent(store.rooms.has(last) ? last : "main")}`);
      this.route = route(location.pathname);
    }
    if (this.route.page === "rooms") keep("room", this.route.room);
    store.topics.changed("route");
  };

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (store.connection === "offline") this.stale = false; // what could not be fetched may be there still
  }

  render() {
    if (this.failed || store.connection === "signed-out") return this.#outside();
    const panel = this.#panel();
    return html`<a class="skip" href="#main">Skip to the posts</a>
      <div
        class="app ${panel ? "has-panel" : ""} ${this.menu ? "shows-menu" : ""}"
        @myc-menu=${() => (this.menu = true)}
        @myc-switch=${() => this.#open("myc-switcher")}
        @myc-form=${this.#form}
      >
        <myc-sidebar .route=${this.route} .alone=${this.menu} role=${this.menu ? "main" : nothing}></myc-sidebar>
        <div class="middle" id="main" tabindex="-1">${this.#banner()}${this.#page()}</div>
        ${panel}
      </div>
      ${this.#dialog()}
      <div class="toast ${this.words ? "is-shown" : ""}" role="status" aria-live="polite">${this.words}</div>`;
  }

  /** Before one is in, or after one was put out. */
  #outside() {
    const out = this.failed?.status === 401 || store.connection === "signed-out";
    return html`<main class="outside">
      <img src="/assets/icon.svg" alt="" width="48" height="48" />
      <h1>${out ? (store.session ? "You were signed out" : "You are not signed in") : "Mycelium cannot be reached"}</h1>
      ${
        out
          ? html`<p>A link signs this browser in. It works once; somebody who is in makes it for you.</p>
              <p class="muted">
                New here: <code>/invite YOUR-NAME</code><br />Here before: <code>/key create --for YOUR-NAME --link</code><br />On
                the machine where Mycelium runs: <code>./mycelium key create --link</code>
              </p>`
          : this.failed
            ? refusal(this.failed)
            : nothing
      }
      <button class="button is-primary" @click=${() => location.reload()}>Try again</button>
    </main>`;
  }

  #banner() {
    if (store.connection !== "offline")
      return this.stale
        ? html`<p class="banner tone-info" role="alert">
            ${icon("alert")}<span>Mycelium was renewed.</span>
            <button class="button is-small" @click=${() => location.reload()}>Reload the page</button>
          </p>`
        : nothing;
    return html`<p class="banner tone-warn" role="alert">
      ${icon("alert")}<span>The gateway is away. What was here stays; nothing is sent meanwhile. It comes back by itself.</span>
      <button class="button is-small" @click=${() => store.wake(true)}>Try now</button>
    </p>`;
  }

  #page() {
    const { route } = this;
    switch (route.page) {
      case "rooms":
        return html`<myc-room
          .room=${route.room ?? "main"}
          .around=${route.panel === "post" ? (route.id ?? "") : ""}
        ></myc-room>`;
      case "help":
        wanted("myc-help");
        return html`<myc-help .target=${route.hash ?? ""}></myc-help>`;
      case "settings":
        wanted("myc-settings");
        return html`<myc-settings></myc-settings>`;
      case "console":
        wanted("myc-console");
        return html`<myc-console .page=${route.id ?? ""} .query=${route.query ?? ""} .target=${route.hash ?? ""}></myc-console>`;
      case "":
        return nothing;
      default:
        return html`<main class="failure">
          <h1>There is no such page</h1>
          <a class="button" href="/rooms/main">Go to main</a>
        </main>`;
    }
  }

  #panel() {
    const { page, panel, id } = this.route;
    if (page !== "rooms" || !panel || panel === "post" || (!id && panel !== "search")) return undefined;
    wanted("myc-panel");
    return html`<myc-panel
      .route=${this.route}
      @myc-wide=${() => this.querySelector(".app")?.classList.toggle("is-wide")}
    ></myc-panel>`;
  }

  #dialog() {
    const opened = this.dialog;
    if (!opened) return nothing;
    const { tag, detail } = opened;
    // A dialog tells of its end later, when another may be open.
    const close = () => this.dialog === opened && (this.dialog = undefined);
    if (tag === "myc-keys") return html`<myc-keys @close=${close}></myc-keys>`;
    if (tag === "myc-switcher") return html`<myc-switcher @close=${close}></myc-switcher>`;
    if (tag === "myc-confirm") return html`<myc-confirm .detail=${detail} @close=${close}></myc-confirm>`;
    return html`<myc-form-dialog .detail=${detail} @close=${close}></myc-form-dialog>`;
  }

  /**
   * @param {string} tag
   * @param {any} [detail]
   */
  #open(tag, detail) {
    wanted(tag);
    this.dialog = { tag, detail };
  }

  /**
   * @param {Api.Problem} problem
   * @param {string} what
   * @returns {Promise<boolean>}
   */
  #confirm(problem, what) {
    return new Promise((answer) => this.#open("myc-confirm", { problem, what, answer }));
  }

  /** @param {CustomEvent<{ command: string, prefill: Record<string, unknown>, title?: string, room?: string }>} e */
  #form(e) {
    const command = store.command(e.detail.command);
    const where = {
      room: e.detail.room ?? this.route.room ?? "main",
      thread: /** @type {any} */ (/** @type {Element} */ (e.target).closest("myc-thread"))?.root,
    };
    if (!command) return announce(`There is no command '${e.detail.command}' any more.`);
    const values = Object.fromEntries(Object.entries(e.detail.prefill).map(([k, v]) => [k, String(v)]));
    const send = async (/** @type {Record<string, string>} */ given) =>
      (await import("./model/commands.js")).run(where, command, given);
    return this.#open("myc-form-dialog", { command, values, title: e.detail.title, room: where.room, send });
  }

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;

  /** @param {string} text */
  #say(text) {
    this.words = text;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => (this.words = ""), 4000);
  }

  /** Links within the page do not load it anew. @param {MouseEvent} e */
  #clicked = (e) => {
    const link = e.target instanceof Element ? e.target.closest("a[href]") : null;
    if (
      !(link instanceof HTMLAnchorElement) ||
      e.defaultPrevented ||
      e.button ||
      e.ctrlKey ||
      e.metaKey ||
      e.shiftKey ||
      e.altKey
    )
      return;
    if (
      link.target ||
      link.hasAttribute("download") ||
      link.origin !== location.origin ||
      /^\/(api|assets|sign-)/.test(link.pathname) ||
      link.classList.contains("skip")
    )
      return;
    e.preventDefault();
    this.menu = false;
    if (link.href !== location.href) go(link.pathname + link.search + link.hash);
  };

  /** @param {KeyboardEvent} e */
  #keys = (e) => {
    const typing =
      e.target instanceof HTMLTextAreaElement || e.target instanceof HTMLInputElement || e.target instanceof HTMLSelectElement;
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "k") {
      e.preventDefault();
      this.#open("myc-switcher");
    } else if (e.altKey && (e.key === "ArrowUp" || e.key === "ArrowDown")) {
      e.preventDefault();
      this.#next(e.key === "ArrowDown" ? 1 : -1, e.shiftKey);
    } else if (e.key === "Escape" && !typing && !this.dialog && this.route.panel) go(`/rooms/${this.route.room}`);
    else if (!typing && !this.dialog && !e.ctrlKey && !e.metaKey && !e.altKey) this.#plainKey(e);
  };

  /** @param {KeyboardEvent} e */
  #plainKey(e) {
    const composer = /** @type {any} */ (this.querySelector(".panel myc-composer") ?? this.querySelector("myc-composer"));
    if (e.key === "?") this.#open("myc-keys");
    else if (e.key === "/") composer?.edit({ text: "/" });
    else if (e.key === "c") composer?.focusField();
    else if (e.key === "s" && this.route.room) go(`/rooms/${this.route.room}/search`);
    else if (e.key === "j" || e.key === "k")
      /** @type {any} */ (this.querySelector("myc-timeline"))?.move(e.key === "j" ? 1 : -1);
    else return;
    e.preventDefault();
  }

  /**
   * @param {number} by
   * @param {boolean} unread only rooms where something is new
   */
  #next(by, unread) {
    const names = [...store.rooms.values()].filter((r) => !unread || r.unread || r.name === this.route.room).map((r) => r.name);
    const at = names.indexOf(this.route.room ?? "");
    const next = names[(at + by + names.length) % names.length];
    if (next) go(`/rooms/${encodeURIComponent(next)}`);
  }
}
customElements.define("mycelium-app", App);
