import { Part, html, icon, nothing } from "./part.js";
import "./timeline.js";
import "./composer.js";
import { title } from "../text/plain.js";
import { store } from "../model/store.js";

/** A room: its posts, and where one writes. */
class RoomView extends Part {
  static properties = { room: {}, around: {} };

  constructor() {
    super();
    this.room = "main";
    this.around = "";
  }

  topics() {
    return ["rooms", "session"];
  }

  render() {
    const room = store.rooms.get(this.room);
    const unknown = store.rooms.size > 0 && !room;
    return html`<main class="room" aria-label="Room ${title(this.room)}">
      <header class="bar">
        <button
          class="tool only-narrow"
          aria-label="All rooms"
          @click=${() => this.dispatchEvent(new CustomEvent("myc-menu", { bubbles: true }))}
        >
          ${icon("back")}
        </button>
        <h1>${icon(room?.closed ? "lock" : "hash")}<bdi>${title(this.room)}</bdi></h1>
        <span class="muted bar-aside"
          >${room ? (room.members === "everybody" ? "open to everybody" : `${room.members}`) : nothing}</span
        >
        <a
          class="button is-quiet"
          href="/rooms/${encodeURIComponent(this.room)}/search"
          aria-label="Search in ${title(this.room)}"
          >${icon("search")}<span class="only-wide">Search</span></a
        >
      </header>
      ${
        unknown
          ? this.#unknown()
          : html`<myc-timeline .room=${this.room} .around=${this.around} @myc-edit=${this.#edit}></myc-timeline>
              <myc-composer .room=${this.room} @myc-said=${this.#end}></myc-composer>`
      }
    </main>`;
  }

  #unknown() {
    return html`<div class="failure">
      <p>There is no room <b>${title(this.room)}</b> for you: it was never made, or is closed to you.</p>
      <a class="button" href="/rooms/main">Go to main</a>
    </div>`;
  }

  #end = () => /** @type {any} */ (this.querySelector("myc-timeline"))?.toEnd();

  /** @param {CustomEvent<{ draft: Ui.Draft }>} e */
  #edit = (e) => {
    e.stopPropagation();
    /** @type {any} */ (this.querySelector("myc-composer"))?.edit(e.detail.draft);
  };
}
customElements.define("myc-room", RoomView);
