// Who wants to know of what. Listeners hear of a topic once per turn, however often it changed.

/** @typedef {() => void} Listen */

export class Topics {
  /** @type {Map<string, Set<Listen>>} */
  #listeners = new Map();
  /** @type {Set<string>} */
  #changed = new Set();

  /**
   * @param {string} topic
   * @param {Listen} listen
   * @returns {() => void} ends it
   */
  on(topic, listen) {
    const set = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, set.add(listen));
    return () => {
      set.delete(listen);
      if (!set.size && this.#listeners.get(topic) === set) this.#listeners.delete(topic);
    };
  }

  /** @param {string} topic */
  changed(topic) {
    if (!this.#changed.size) queueMicrotask(() => this.#tell());
    this.#changed.add(topic);
  }

  #tell() {
    const topics = [...this.#changed];
    this.#changed.clear();
    /** @type {Set<Listen>} */
    const heard = new Set();
    for (const topic of topics) this.#listeners.get(topic)?.forEach((listen) => heard.add(listen));
    heard.forEach((listen) => listen());
  }
}
