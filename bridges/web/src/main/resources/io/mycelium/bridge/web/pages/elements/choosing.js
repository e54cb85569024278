/** The choices that are offered for a text, and the one that is chosen. */
export class Choosing {
  #host;
  /** @type {Ui.Choice[]} */
  choices = [];
  chosen = -1;
  /** How often it was closed: what is found for a text after that is not offered. */
  closed = 0;
  /** The text that the choices are of. */
  #of = "";

  /** @param {import("lit").ReactiveElement} host draws them */
  constructor(host) {
    this.#host = host;
  }

  /**
   * @param {Ui.Choice[]} choices
   * @param {string} text
   */
  offer(choices, text) {
    this.choices = choices;
    this.#of = text;
    this.#choose(choices.length ? 0 : -1);
  }

  close() {
    this.closed++;
    this.choices = [];
    this.#choose(-1);
  }

  /** @param {number} at */
  #choose(at) {
    this.chosen = at;
    this.#host.requestUpdate();
  }

  /**
   * @param {KeyboardEvent} e
   * @param {string} text what stands there now
   * @param {(choice: Ui.Choice) => void} pick
   * @returns {boolean} whether the key belonged to the list
   */
  key(e, text, pick) {
    const count = this.choices.length;
    if (!count || (this.#of !== text && e.key !== "Escape")) return false;
    if (e.key === "ArrowDown") this.#choose((this.chosen + 1) % count);
    else if (e.key === "ArrowUp") this.#choose((this.chosen + count - 1) % count);
    else if ((e.key === "Enter" || e.key === "Tab") && !e.shiftKey) pick(this.choices[Math.max(0, this.chosen)]);
    else if (e.key === "Escape") this.close();
    else return false;
    return true;
  }
}
