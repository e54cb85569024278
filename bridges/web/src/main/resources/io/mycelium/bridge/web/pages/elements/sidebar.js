import { Part, html, icon, nothing } from "./part.js";
import { avatar } from "./bits.js";
import { title } from "../text/plain.js";
import { relative } from "../model/times.js";
import { store } from "../model/store.js";

/** The console's pages: name, label, picture, and the permission without which a page says little. */
export const CONSOLE = [
  ["approvals", "Approvals", "check", "approvals.read"],
  ["jobs", "Jobs", "play", "jobs.read"],
  ["drones", "Drones", "chip", "drones.read"],
  ["functions", "Functions", "spark", "functions.read"],
  ["people", "People and keys", "user", "peers.read"],
  ["audit", "Audit", "list", "audit.read"],
];

/** Where one can go, what is new there, and who is here. */
class Sidebar extends Part {
  static properties = { route: { attribute: false }, alone: { attribute: false } };

  constructor() {
    super();
    /** @type {Ui.Route} */
    this.route = { page: "" };
    /** Whether it is all that there is on a narrow page. */
    this.alone = false;
  }

  topics() {
    return ["rooms", "peers", "drones", "session", "connection"];
  }

  render() {
    const me = store.session?.peer;
    return html`<nav class="sidebar" aria-label="Workspace">
      <div class="brand">
        <img
          src="/assets/icon.svg"
          alt=""
          width="24"
          height="24"
        />${this.alone ? html`<h1>Mycelium</h1>` : html`<b>Mycelium</b>`}
        <span class="connection is-${store.connection}" role="status"
          ><i></i
          >${{ live: "", connecting: "Connecting", offline: "Offline", "signed-out": "Signed out" }[store.connection]}</span
        >
      </div>
      <button class="switch" @click=${() => this.dispatchEvent(new CustomEvent("myc-switch", { bubbles: true }))}>
        ${icon("search")}<span>Go to&hellip;</span><kbd>Ctrl K</kbd>
      </button>
      <div class="sidebar-scroll">
        <h2>Rooms</h2>
        <ul>
          ${[...store.rooms.values()].map((room) => this.#room(room))}
        </ul>
        <h2>Console</h2>
        <ul>
          ${CONSOLE.filter(([, , , permission]) => store.may(permission)).map(([page, label, picture]) => this.#link(`/console/${page}`, picture, label))}
        </ul>
        ${this.#people()} ${this.#drones()}
      </div>
      <div class="self">
        ${
          me
            ? html`${avatar({ ...me }, "small")}<span class="self-name"
                  ><bdi>${title(me.name)}</bdi><small>${me.role}</small></span
                >
                <a class="tool" href="/help" aria-label="Help" title="Help">${icon("help")}</a>
                <a class="tool" href="/settings" aria-label="Settings" title="Settings, sessions, signing out">${icon("cog")}</a>`
            : nothing
        }
      </div>
    </nav>`;
  }

  /** @param {Ui.Room} room */
  #room(room) {
    const here = this.route.page === "rooms" && this.route.room === room.name;
    const name = title(room.name);
    const words = room.unread ? `, ${room.unread} unread${room.mentions ? `, ${room.mentions} for you` : ""}` : "";
    return html`<li>
      <a
        class="place ${room.unread ? "is-unread" : ""}"
        href="/rooms/${encodeURIComponent(room.name)}"
        aria-current=${here ? "page" : nothing}
        aria-label="${name}${room.closed ? ", closed" : ""}${words}"
      >
        ${icon(room.closed ? "lock" : "hash")}<bdi>${name}</bdi>
        ${room.mentions ? html`<span class="count is-mention">@${room.mentions}</span>` : room.unread ? html`<span class="count">${room.unread > 99 ? "99+" : room.unread}</span>` : nothing}
      </a>
    </li>`;
  }

  /**
   * @param {string} href
   * @param {string} picture
   * @param {string} label
   */
  #link(href, picture, label) {
    return html`<li>
      <a class="place" href=${href} aria-current=${location.pathname === href ? "page" : nothing}
        >${icon(picture)}<span>${label}</span></a
      >
    </li>`;
  }

  #people() {
    const rank = (/** @type {Ui.Peer} */ p) => (p.online ? 0 : 1);
    const people = [...store.peers.values()]
      .filter((p) => p.kind !== "drone")
      .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
    if (!people.length) return nothing;
    return html`<h2>People and agents</h2>
      <ul>
        ${people.slice(0, 40).map(
          (p) =>
            html`<li>
              <a
                class="place person ${p.online === false ? "is-away" : ""}"
                href="/rooms/${encodeURIComponent(this.#roomName())}/person/${encodeURIComponent(p.id)}"
                title=${p.online ? "here" : p.seen ? `last seen ${relative(p.seen)}` : (p.role ?? "")}
              >
                ${avatar(p, "small")}<bdi>${title(p.name)}</bdi>${p.online ? html`<span class="here" role="img" aria-label="here"></span>` : nothing}
              </a>
            </li>`,
        )}
      </ul>
      ${people.length > 40 ? html`<a class="place" href="/console/people"><span>All ${people.length}</span></a>` : nothing}`;
  }

  #drones() {
    if (!store.drones.length) return nothing;
    return html`<h2>Drones</h2>
      <ul>
        ${store.drones.slice(0, 20).map(
          (d) =>
            html`<li>
              <a class="place person" href="/console/drones#${encodeURIComponent(d.name)}"
                >${icon("chip")}<bdi>${title(d.name)}</bdi><span class="aside">${d.state === "idle" ? "idle" : d.jobs}</span
                ><span class="here" role="img" aria-label="live"></span
              ></a>
            </li>`,
        )}
      </ul>`;
  }

  #roomName() {
    return this.route.room ?? store.rooms.keys().next().value ?? "main";
  }
}
customElements.define("myc-sidebar", Sidebar);
