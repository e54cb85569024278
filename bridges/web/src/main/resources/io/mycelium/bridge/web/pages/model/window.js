// Which of a timeline's posts are elements: those around the reader, or the newest.

/** Posts that are drawn at a time, and by how many more when an edge comes near. */
export const WINDOW = 120;
export const STEP = 50;

export class Window {
  from = 0;
  to = 0;
  /** Whether it stays at the newest. */
  stick = true;
  /** The post that it begins with; posts may come before it. */
  #first = "";

  /** @param {boolean} stick */
  reset(stick) {
    this.from = this.to = 0;
    this.stick = stick;
    this.#first = "";
  }

  /**
   * Follows the posts after they have changed.
   * @param {readonly { id: string }[]} posts
   */
  slide(posts) {
    if (this.stick) {
      this.to = posts.length;
      this.from = Math.max(0, this.to - WINDOW);
    } else {
      const at = this.#first ? posts.findIndex((p) => p.id === this.#first) : -1;
      if (at >= 0) {
        this.to += at - this.from;
        this.from = at;
      }
      if (this.to <= this.from) this.to = posts.length;
      this.to = Math.min(posts.length, Math.max(this.to, this.from + WINDOW));
      this.from = Math.min(this.from, this.to);
    }
    this.#first = posts[this.from]?.id ?? "";
  }

  /**
   * Shows more on one side, and less on the other when it becomes too much.
   * @param {readonly { id: string }[]} posts
   * @param {"up" | "down"} way
   */
  grow(posts, way) {
    if (way === "up") {
      this.from = Math.max(0, this.from - STEP);
      this.to = Math.min(this.to, this.from + 2 * WINDOW);
    } else {
      this.to = Math.min(posts.length, this.to + STEP);
      this.from = Math.max(this.from, this.to - 2 * WINDOW);
    }
    this.#first = posts[this.from]?.id ?? "";
  }

  /**
   * Shows the posts around one.
   * @param {readonly { id: string }[]} posts
   * @param {number} at
   */
  surround(posts, at) {
    this.stick = false;
    this.from = Math.max(0, at - STEP);
    this.to = Math.min(posts.length, at + STEP);
    this.#first = posts[this.from]?.id ?? "";
  }
}
