import { html } from "../elements/part.js";
import "./list.js";
import { Page } from "./page.js";
import { address } from "./address.js";
import { button } from "./act.js";

/** The functions there are, with their switches. */
class Functions extends Page {
  /** @type {import("./list.js").Kind} */
  #kind = {
    command: "function list",
    families: ["function."],
    hidden: ["digest"],
    key: (row) => row.name,
    href: (row) => address({ show: `function:${row.name}` }),
    end: (row) => this.#acts(row),
  };

  /** @param {import("./list.js").Row} row */
  #acts({ name, state, trust, digest }) {
    const { room } = this;
    const options = { name };
    const stopped = state === "stopped";
    const trusts = trust === "untrusted" && digest !== "";
    return html`${stopped ? button({ label: "Start", command: "function start", of: name, options, room, style: "primary" }) : button({ label: "Stop", command: "function stop", of: name, options, room })}
    ${trusts ? button({ label: "Trust", command: "function trust", of: name, options: { name, digest }, room, form: true }) : ""}`;
  }

  render() {
    return html`<myc-console-list
      .kind=${this.#kind}
      .room=${this.room}
      .filter=${this.filter}
      label="Functions"
    ></myc-console-list>`;
  }
}
customElements.define("myc-console-functions", Functions);
