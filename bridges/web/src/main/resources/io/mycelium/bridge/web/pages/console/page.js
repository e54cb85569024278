import { Part } from "../elements/part.js";

/** One of the console's pages: the lists of a room, of which a filter shows a part. */
export class Page extends Part {
  static properties = { room: {}, filter: {} };

  constructor() {
    super();
    this.room = "";
    this.filter = "";
  }
}
