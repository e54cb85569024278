// What was seen of rooms, told to the gateway now and then.

const PAUSE = 1_500;

/** A post counts as seen when it is the newest that is drawn of a room which somebody looks at. */
export class Seen {
  #tell;
  #changed;
  #looked = "";
  /** What was drawn last; it counts once somebody looks. @type {{ room: string, post: string } | undefined} */
  #drawn;
  /** @type {Map<string, { post: string, told: string, timer?: ReturnType<typeof setTimeout> }>} */
  #marks = new Map();

  /**
   * @param {(room: string, post: string) => Promise<unknown>} tell
   * @param {(room: string, post: string) => void} changed called at once
   */
  constructor(tell, changed) {
    this.#tell = tell;
    this.#changed = changed;
  }

  /** Somebody looks at a room, or at none. @param {string} room */
  look(room) {
    this.#looked = room;
    if (this.#drawn) this.#see(this.#drawn);
  }

  /** The newest post of a room is drawn. @param {{ room: string, post: string }} what */
  draw(what) {
    this.#drawn = what;
    this.#see(what);
  }

  /** @param {{ room: string, post: string }} what */
  #see({ room, post }) {
    if (this.#looked !== room || !/^(pst|post)_/.test(post)) return;
    this.#changed(room, post);
    const mark = this.#marks.get(room) ?? { post: "", told: "" };
    mark.post = post;
    this.#marks.set(room, mark);
    if (mark.timer || mark.told === post) return;
    mark.timer = setTimeout(() => {
      mark.timer = undefined;
      mark.told = mark.post;
      this.#tell(room, mark.post).catch(() => (mark.told = ""));
    }, PAUSE);
  }
}
