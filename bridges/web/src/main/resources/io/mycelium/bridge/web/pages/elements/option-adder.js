import { Part, html, nothing } from "./part.js";
import "./suggestions.js";

/** Where one goes on with a command that may be run as it is: the name of an option, or Enter. */
class OptionAdder extends Part {
  static properties = {
    options: { attribute: false },
    typed: { state: true },
    focused: { state: true },
    chosen: { state: true },
  };

  constructor() {
    super();
    /** @type {Api.Option[]} */
    this.options = [];
    this.typed = "";
    this.focused = false;
    this.chosen = -1;
  }

  /** @returns {Ui.Choice[]} */
  get #matching() {
    const typed = this.typed.replace(/^-+/, "").trim().toLowerCase();
    if (!this.focused || !this.typed) return [];
    return this.options.filter((o) => o.name.startsWith(typed)).map((o) => ({ value: o.name, help: o.help }));
  }

  render() {
    const matching = this.#matching;
    return html`<textarea
        rows="1"
        class="adder"
        aria-label="Add an option, or run the command"
        aria-autocomplete="list"
        aria-controls="adder-list"
        aria-activedescendant=${this.chosen >= 0 ? `adder-${this.chosen}` : nothing}
        placeholder="an option, or Enter"
        .value=${this.typed}
        @input=${this.#input}
        @keydown=${this.#keys}
        @focus=${() => (this.focused = true)}
        @blur=${() => (this.focused = false)}
      ></textarea>
      <myc-suggestions
        id="adder"
        heading="Options"
        .choices=${matching}
        .chosen=${this.chosen}
        @myc-pick=${(/** @type {CustomEvent<Ui.Choice>} */ e) => this.#take(e.detail.value)}
      ></myc-suggestions>`;
  }

  /** @param {Event} e */
  #input = (e) => {
    this.typed = /** @type {HTMLTextAreaElement} */ (e.target).value;
    this.chosen = this.#matching.length ? 0 : -1;
    const name = /^\s*(?:--)?([a-z][a-z0-9-]*)[ =]$/.exec(this.typed)?.[1];
    if (name && this.options.some((o) => o.name === name)) this.#take(name);
  };

  /** @param {string} name */
  #take(name) {
    this.typed = "";
    this.dispatchEvent(new CustomEvent("myc-other", { detail: name }));
  }

  /** @param {KeyboardEvent} e */
  #keys = (e) => {
    const matching = this.#matching;
    const by = e.key === "ArrowDown" ? 1 : e.key === "ArrowUp" ? -1 : 0;
    if (by && matching.length) this.chosen = (this.chosen + by + matching.length) % matching.length;
    else if ((e.key === "Enter" || e.key === "Tab") && matching[this.chosen]) this.#take(matching[this.chosen].value);
    else if (e.key === "Enter" && !this.typed.trim()) this.dispatchEvent(new CustomEvent("myc-enter"));
    else if (e.key !== "Enter") return;
    e.preventDefault();
  };

  /** @param {string} [begun] */
  focusField(begun) {
    if (begun) this.typed += begun;
    this.querySelector("textarea")?.focus();
  }
}
customElements.define("myc-option-adder", OptionAdder);
