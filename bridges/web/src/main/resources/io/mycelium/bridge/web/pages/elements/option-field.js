import { Part, html, icon, nothing } from "./part.js";
import "./file-field.js";
import "./suggestions.js";
import { choicesOf } from "../model/choices.js";
import { seconds, wrong } from "../model/options.js";
import { length } from "../model/times.js";

/** Another option's name, typed as on a command line. */
const NAMED = /(?:^|\s)--([a-z][a-z0-9-]*)[ =]$/;

/** Types whose values have no blanks: one typed behind them leads on, as on a command line. */
const ONE_WORD = new Set(["reference", "integer", "choice", "duration", "room"]);

/** The field of one option: its label, what it takes, and what is wrong with what it has. */
class OptionField extends Part {
  static properties = {
    command: { attribute: false },
    option: { attribute: false },
    value: {},
    problem: {},
    room: {},
    large: { type: Boolean },
    touched: { state: true },
    focused: { state: true },
    choices: { state: true },
    chosen: { state: true },
  };

  constructor() {
    super();
    /** @type {Api.Command | undefined} */
    this.command = undefined;
    /** @type {Api.Option | undefined} */
    this.option = undefined;
    this.value = "";
    this.problem = "";
    this.room = "";
    this.large = false;
    this.touched = false;
    this.focused = false;
    /** @type {Ui.Choice[]} */
    this.choices = [];
    this.chosen = -1;
  }

  /** What is wrong, as far as it is time to say so. */
  get #wrong() {
    const own = this.option && this.touched ? wrong(this.option, this.value) : "";
    return own || this.problem || "";
  }

  get #matching() {
    if (!this.focused || this.option?.type === "flag") return [];
    const typed = this.value.toLowerCase();
    const exact = this.choices.some((c) => c.value === this.value);
    return this.choices.filter((c) => exact || `${c.value} ${c.help ?? ""}`.toLowerCase().includes(typed)).slice(0, 30);
  }

  render() {
    const { option, command } = this;
    if (!option || !command) return nothing;
    const id = `field-${command.path}-${option.name}${this.large ? "-large" : ""}`;
    const problem = this.#wrong;
    const help = problem ? html`${icon("alert")}<b>${option.name}</b> ${problem}` : this.#help(option);
    return html`<div class="field ${problem ? "is-wrong" : ""} ${this.large ? "is-large" : ""} type-${option.type}">
      <label for=${id}>${option.name}${option.required ? html`<span class="must" aria-hidden="true">*</span>` : nothing}</label>
      ${option.type === "flag" ? this.#flag(id) : option.type === "file" ? this.#file(id, option) : this.#input(id, option)}
      <myc-suggestions
        id="${id}-list"
        .choices=${this.#matching}
        .chosen=${this.chosen}
        .heading=${option.name}
        .hint=${help}
        @myc-pick=${(/** @type {CustomEvent} */ e) => this.#pick(e.detail)}
      ></myc-suggestions>
      <p class="field-help" id="${id}-help">${help}</p>
    </div>`;
  }

  /** @param {Api.Option} option */
  #help(option) {
    const length = option.type === "duration" ? spoken(this.value) : "";
    const standard = option.standard !== undefined && option.standard !== "" ? `; ${option.standard} when left out` : "";
    return html`${option.help}: ${option.allowed}${standard}${length}`;
  }

  /**
   * @param {string} id
   * @param {Api.Option} option
   */
  #file(id, option) {
    return html`<myc-file-field
      id=${id}
      .value=${this.value}
      .label=${option.name}
      .described="${id}-help"
      @myc-value=${(/** @type {CustomEvent} */ e) => this.#change(e.detail)}
    ></myc-file-field>`;
  }

  /** @param {string} id */
  #flag(id) {
    return html`<input
      type="checkbox"
      id=${id}
      .checked=${this.value === "true"}
      aria-describedby="${id}-help"
      @change=${(/** @type {Event} */ e) => this.#change(String(/** @type {HTMLInputElement} */ (e.target).checked))}
      @focus=${this.#enter}
      @blur=${this.#leave}
      @keydown=${this.#keys}
    />`;
  }

  /**
   * @param {string} id
   * @param {Api.Option} option
   */
  #input(id, option) {
    const list = this.#matching.length > 0;
    return html`<textarea
      id=${id}
      rows=${this.large && option.type === "text" && (option.max ?? 0) > 300 ? 3 : 1}
      dir="auto"
      spellcheck=${option.type === "text"}
      autocomplete="off"
      inputmode=${option.type === "integer" ? "numeric" : "text"}
      .value=${this.value}
      placeholder=${option.standard === undefined || option.standard === "" ? "" : String(option.standard)}
      aria-required=${option.required}
      aria-invalid=${this.#wrong !== ""}
      aria-describedby="${id}-help"
      aria-autocomplete="list"
      aria-controls="${id}-list"
      aria-activedescendant=${list && this.chosen >= 0 ? `${id}-list-${this.chosen}` : nothing}
      @input=${(/** @type {Event} */ e) => this.#change(/** @type {HTMLTextAreaElement} */ (e.target).value)}
      @focus=${this.#enter}
      @blur=${this.#leave}
      @keydown=${this.#keys}
    ></textarea>`;
  }

  #enter = async () => {
    this.focused = true;
    if (this.command && this.option) this.choices = await choicesOf(this.command, this.option, this.room).catch(() => []);
  };

  #leave = () => {
    this.touched = this.touched || this.value !== "";
    this.focused = false;
    this.chosen = -1;
  };

  /** @param {string} value */
  #change(value) {
    const other = NAMED.exec(value);
    const known = other && this.command?.options.some((o) => o.name === other[1]);
    if (known) value = value.slice(0, other.index);
    this.value = this.option?.type === "text" ? value : value.replace(/\n/g, "");
    this.problem = "";
    this.chosen = -1;
    this.dispatchEvent(new CustomEvent("myc-value", { detail: this.value }));
    if (known) this.dispatchEvent(new CustomEvent("myc-other", { detail: other[1] }));
    else if (ONE_WORD.has(this.option?.type ?? "") && /\S\s$/.test(this.value)) this.dispatchEvent(new CustomEvent("myc-next"));
  }

  /** @param {Ui.Choice} choice */
  #pick(choice) {
    this.#change(choice.value);
    this.choices = [];
  }

  /** @param {KeyboardEvent} e */
  #keys = (e) => {
    if (e.isComposing) return;
    const matching = this.#matching;
    const list = matching.length > 0;
    if (list && (e.key === "ArrowDown" || e.key === "ArrowUp")) {
      this.chosen = (this.chosen + (e.key === "ArrowDown" ? 1 : -1) + matching.length) % matching.length;
    } else if (list && this.chosen >= 0 && (e.key === "Enter" || e.key === "Tab")) {
      this.#pick(matching[this.chosen]);
      if (e.key === "Tab") return;
    } else if (list && e.key === "Escape") {
      this.choices = [];
      e.stopPropagation();
    } else if (e.key === "Enter" && !e.shiftKey) this.#send();
    else return;
    e.preventDefault();
  };

  #send() {
    if (NAMED.test(`${this.value} `)) this.#change(`${this.value} `); // an option's name may stand at the end
    this.dispatchEvent(new CustomEvent("myc-enter"));
  }

  /** Shows what is wrong. @returns {boolean} whether nothing is */
  complete() {
    this.touched = true;
    return !(this.option && wrong(this.option, this.value));
  }

  /** @param {string} [begun] is written behind what it has */
  focusField(begun) {
    if (begun) this.#change(this.value + begun);
    /** @type {HTMLElement | null} */ (this.querySelector("textarea, input"))?.focus();
  }
}
customElements.define("myc-option-field", OptionField);

/** @param {string} value */
function spoken(value) {
  const found = seconds(value);
  return found === undefined ? "" : ` (${length(found * 1000)})`;
}
