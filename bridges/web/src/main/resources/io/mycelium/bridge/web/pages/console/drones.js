import { Part, html } from "../elements/part.js";
import "./list.js";
import { address } from "./address.js";

/** The computers that do the work. Their load changes with the jobs. */
class Drones extends Part {
  static properties = { room: {}, filter: {} };

  constructor() {
    super();
    this.room = "";
    this.filter = "";
  }

  /** @type {import("./list.js").Kind} */
  #kind = {
    command: "drone list",
    families: ["job.started", "job.ended", "job.requeued"],
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
