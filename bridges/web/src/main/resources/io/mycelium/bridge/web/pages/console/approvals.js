import { html } from "../elements/part.js";
import "./list.js";
import { Page } from "./page.js";
import { address } from "./address.js";
import { button } from "./act.js";

/** What waits for a decision in a room, and what was decided. */
class Approvals extends Page {
  #options = { all: true };

  /** @type {import("./list.js").Kind} */
  #kind = {
    command: "approval list",
    families: ["approval."],
    hidden: ["id", "why-not"],
    key: (row) => row.id,
    empty: () => html`<a class="button" href="/rooms/${encodeURIComponent(this.room)}">Go to ${this.room}</a>`,
    href: (row) => address({ show: `approval:${row.id}` }),
    end: (row) => (row.state === "pending" ? this.#acts(row) : ""),
  };

  /** @param {import("./list.js").Row} row */
  #acts(row) {
    const { id, number } = row;
    const { room } = this;
    const of = `#${number}`;
    const options = { approval: id };
    const why = row["why-not"];
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
