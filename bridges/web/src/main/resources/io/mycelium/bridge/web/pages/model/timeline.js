// The posts of one place, in their order, each once.

/**
 * Posts come as pages, by events and one by one, in any order and more than once. This keeps what is known of a
 * stretch without holes: newer posts are held back while the newest page has not been reached.
 */
export class Timeline {
  /** @type {Ui.Post[]} */
  posts = [];
  /** Whether there are older ones at the gateway. */
  older = false;
  /** Whether there are newer ones at the gateway that were not loaded. */
  newer = false;
  loaded = false;
  /** Why it could not be loaded. @type {Api.Problem | undefined} */
  failed;
  /** Goes up with each change. */
  revision = 0;

  /** @type {Set<string>} */
  #ids = new Set();
  /** @type {Ui.Post[] | undefined} posts that came while a page was under way */
  #early;

  /** From now until the page is merged, new posts are kept for it. */
  expectPage() {
    this.#early ??= [];
  }

  /**
   * Replaces everything by a page.
   * @param {Api.Page} page
   */
  reset(page) {
    this.posts = this.posts.filter((post) => post.sending || post.failed);
    this.#ids = new Set(this.posts.map((post) => post.id));
    this.older = page.older;
    this.newer = page.newer;
    this.loaded = true;
    this.failed = undefined;
    page.posts.forEach((post) => this.#place(post));
    this.#takeEarly();
  }

  /**
   * Puts a page of older posts before, or of newer ones behind.
   * @param {Api.Page} page
   * @param {"older" | "newer"} side
   */
  extend(page, side) {
    this[side] = page[side];
    page.posts.forEach((post) => this.#place(post));
    if (side === "newer") this.#takeEarly();
    this.revision++;
  }

  /** The page that was expected will not come. */
  giveUp() {
    this.#takeEarly();
  }

  #takeEarly() {
    const early = this.#early ?? [];
    this.#early = undefined;
    early.forEach((post) => this.add(post));
    this.revision++;
  }

  /**
   * Adds a post that an event told of.
   * @param {Ui.Post} post
   * @returns {boolean} whether it is shown now, and was not before
   */
  add(post) {
    if (this.#early) {
      this.#early.push(post);
      return false;
    }
    if (!this.loaded || this.newer || this.#ids.has(post.id)) return false;
    this.#place(post);
    this.revision++;
    return true;
  }

  /**
   * Changes a post that is there, into a new object so that what shows it draws again.
   * @param {string} id
   * @param {(post: Ui.Post) => Ui.Post} change
   */
  change(id, change) {
    if (!this.#ids.has(id)) return;
    const at = this.posts.findIndex((p) => p.id === id);
    this.posts[at] = change(this.posts[at]);
    this.revision++;
  }

  /** @param {string} id */
  remove(id) {
    if (!this.#ids.delete(id)) return;
    this.posts = this.posts.filter((p) => p.id !== id);
    this.revision++;
  }

  /**
   * Forgets the oldest posts; they can be loaded again.
   * @param {number} most
   */
  trim(most) {
    if (this.posts.length <= most) return;
    this.posts.splice(0, this.posts.length - most).forEach((post) => this.#ids.delete(post.id));
    this.older = true;
    this.revision++;
  }

  /** @param {string} id */
  has(id) {
    return this.#ids.has(id);
  }

  /** @param {string} id */
  find(id) {
    return this.#ids.has(id) ? this.posts.find((p) => p.id === id) : undefined;
  }

  /** @param {Ui.Post} post */
  #place(post) {
    if (this.#ids.has(post.id)) {
      this.change(post.id, (known) => ({ ...post, progress: known.progress }));
      return;
    }
    this.#ids.add(post.id);
    let at = this.posts.length;
    while (at > 0 && after(this.posts[at - 1], post)) at--;
    this.posts.splice(at, 0, post);
  }
}

/**
 * @param {Ui.Post} a
 * @param {Ui.Post} b
 */
function after(a, b) {
  if (a.sending !== b.sending) return Boolean(a.sending);
  const difference = Date.parse(a.at) - Date.parse(b.at);
  return difference > 0 || (difference === 0 && a.id > b.id);
}
