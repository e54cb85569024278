/** What scrolls within this time after a person's touch was moved by the person, in milliseconds; else by what came. */
const TOUCHED = 700;

/** Where a reader is in a list of posts that grows on both sides: a post on the screen, and where it stands. */
export class Holding {
  #list;
  /** @type {{ id: string, top: number } | undefined} */
  #at;
  #touched = -Infinity;

  /** @param {HTMLElement} list what has the `.scroller` with the posts */
  constructor(list) {
    this.#list = list;
  }

  get box() {
    return /** @type {HTMLElement} */ (this.#list.querySelector(".scroller"));
  }

  /** The post's element. @param {string} id */
  element(id) {
    return this.#list.querySelector(`[data-id="${CSS.escape(id)}"]`);
  }

  /** Lets go of the place. */
  leave() {
    this.#at = undefined;
  }

  /**
   * Holds a post there.
   * @param {string} id
   * @param {number} top pixels below the upper edge
   */
  hold(id, top) {
    this.#at = { id, top };
  }

  /** Holds the first post on the screen where it is. */
  here() {
    const top = this.box.getBoundingClientRect().top;
    for (const element of this.#list.querySelectorAll("myc-post")) {
      const place = element.getBoundingClientRect();
      if (place.bottom <= top + 1) continue;
      this.hold(/** @type {HTMLElement} */ (element).dataset.id ?? "", place.top - top);
      return;
    }
  }

  /** Puts the reader back to where they were, after heights have changed. @param {boolean} end whether that is the end */
  settle(end) {
    const { box } = this;
    if (!box) return;
    if (end) box.scrollTop = box.scrollHeight;
    else if (this.#at) {
      const element = this.element(this.#at.id);
      if (element) box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top - this.#at.top;
    }
  }

  /** Somebody scrolls. */
  touch() {
    this.#touched = performance.now();
  }

  /** Whether what moves now may be moved by somebody. */
  get byHand() {
    return performance.now() <= this.#touched + TOUCHED;
  }
}
