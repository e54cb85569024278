import { html } from "../elements/part.js";
import "./list.js";
import { Page } from "./page.js";
import { address } from "./address.js";

/** Drones come and go without an event. */
const OFTEN = 10_000;

/** The computers that do the work. Their load changes with the jobs. */
class Drones extends Page {
  /** @type {import("./list.js").Kind} */
  #kind = {
    command: "drone list",
    families: ["job.started", "job.ended", "job.requeued"],
    every: OFTEN,
    key: (row) => row.name,
    href: (row) => address({ show: `drone:${row.name}` }),
  };

  render() {
    return html`<myc-console-list
      .kind=${this.#kind}
      .room=${this.room}
      .filter=${this.filter}
      label="Drones"
    ></myc-console-list>`;
  }
}
customElements.define("myc-console-drones", Drones);
