import { Part, html } from "../elements/part.js";
import "./list.js";
import { address } from "./address.js";
import { button } from "./act.js";
import { store } from "../model/store.js";

/** What waits for a decision in a room, and what was decided. */
class Approvals extends Part {
  static properties = { room: {}, filter: {} };

  #options = { all: true };

  constructor() {
    super();
    this.room = "";
    this.filter = "";
  }

  /** @type {import("./list.js").Kind} */
  #kind = {
    command: "approval list",
    families: ["approval."],
    hidden: ["id"],
    key: (row) => row.id,
    href: (row) => address({ show: `approval:${row.id}` }),
    end: (row) => (row.state === "pending" ? this.#acts(row) : ""),
  };

  /** @param {import("./list.js").Row} row */
  #acts({ id, number, requester }) {
    const { room } = this;
    const of = `#${number}`;
    const options = { approval: id };
    const own = requester === store.session?.peer.name;
    const why = own ? "You asked for it yourself; somebody else has to agree." : "";
    return html`${button({ label: "Grant", command: "approval grant", of, options, room, style: "primary", why })}
    ${button({ label: "Deny", command: "approval deny", of, options, room, style: "danger", form: true })}`;
  }

  render() {
    return html`<myc-console-list
      .kind=${this.#kind}
      .options=${this.#options}
      .room=${this.room}
      .filter=${this.filter}
      label="Approvals in ${this.room}"
    ></myc-console-list>`;
  }
}
customElements.define("myc-console-approvals", Approvals);
