// Asks for posts again whose subject has changed: each as often as needed, none twice at a time.

const AT_ONCE = 4;
/** Between two drawings of one post, in milliseconds. */
const PAUSE = 250;

export class Redraw {
  #read;
  #drawn;
  /** @type {Set<string>} */
  #wanted = new Set();
  /** @type {Set<string>} under way, or drawn a moment ago */
  #busy = new Set();
  #running = 0;

  /**
   * @param {(id: string) => Promise<Ui.Post>} read
   * @param {(id: string, post: Ui.Post | undefined) => void} drawn nothing when it is no more
   */
  constructor(read, drawn) {
    this.#read = read;
    this.#drawn = drawn;
  }

  /** @param {string} id */
  want(id) {
    this.#wanted.add(id);
    this.go();
  }

  /** Goes on, after the gateway was away. */
  go() {
    for (const id of this.#wanted) {
      if (this.#running >= AT_ONCE) return;
      if (!this.#busy.has(id)) void this.#draw(id);
    }
  }

  /** @param {string} id */
  async #draw(id) {
    this.#wanted.delete(id);
    this.#busy.add(id);
    this.#running++;
    try {
      this.#drawn(id, await this.#read(id));
    } catch (e) {
      const status = /** @type {any} */ (e).problem?.status;
      if (status === 404) this.#drawn(id, undefined);
      else if (status !== 401) this.#wanted.add(id);
      if (status === 0 || status >= 500) {
        this.#running--;
        this.#busy.delete(id);
        return; // until the connection is back
      }
    }
    this.#running--;
    setTimeout(() => {
      this.#busy.delete(id);
      this.go();
    }, PAUSE);
    this.go();
  }
}
