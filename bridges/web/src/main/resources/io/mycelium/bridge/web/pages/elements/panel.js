import { NARROW, Part, html, icon, nothing } from "./part.js";
import "./thread.js";
import "./person.js";
import "./subject.js";
import "./search.js";

/** What stands beside a room: a thread, somebody, a card's details, a search. */
class Panel extends Part {
  static properties = { route: { attribute: false }, back: {} };

  constructor() {
    super();
    /** @type {Ui.Route} */
    this.route = { page: "" };
    /** Where closing it leads, if not to the room. */
    this.back = "";
  }

  connectedCallback() {
    super.connectedCallback();
    NARROW.addEventListener("change", this.#turned);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    NARROW.removeEventListener("change", this.#turned);
  }

  #turned = () => this.requestUpdate();

  render() {
    const { room = "main", panel = "" } = this.route;
    const heading = panel.charAt(0).toUpperCase() + panel.slice(1);
    const back = this.back || `/rooms/${encodeURIComponent(room)}`;
    const role = NARROW.matches ? "main" : "complementary";
    return html`<div class="panel is-${panel}" role=${role} aria-label=${heading}>
      <div class="bar">
        <a class="tool only-narrow" href=${back} aria-label=${this.back ? "Back" : `Back to ${room}`}>${icon("back")}</a>
        <h2 aria-level=${NARROW.matches ? 1 : 2}>${heading}</h2>
        ${panel === "job" ? this.#wider() : nothing}
        <a class="tool only-wide" href=${back} aria-label="Close" title="Close (Esc)">${icon("cross")}</a>
      </div>
      ${this.#content(room, panel)}
    </div>`;
  }

  #wider() {
    const widen = () => this.dispatchEvent(new CustomEvent("myc-wide"));
    return html`<button class="tool only-wide" aria-label="Wider or narrower" title="Wider or narrower" @click=${widen}>
      ${icon("wide")}
    </button>`;
  }

  /**
   * @param {string} room
   * @param {string} panel
   */
  #content(room, panel) {
    const { id = "", query = "", hash = "" } = this.route;
    switch (panel) {
      case "thread":
        return html`<myc-thread .room=${room} .root=${id} .around=${hash}></myc-thread>`;
      case "person":
        return html`<myc-person .peer=${id} .room=${room}></myc-person>`;
      case "search":
        return html`<myc-search .room=${room} .query=${query}></myc-search>`;
      default:
        return html`<myc-subject .room=${room} .type=${panel} .subject=${id}></myc-subject>`;
    }
  }
}
customElements.define("myc-panel", Panel);
