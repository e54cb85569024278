import { Part, html, icon, nothing } from "./part.js";
import "./option-adder.js";
import "./option-field.js";
import { riskTone } from "../model/words.js";
import { wrong } from "../model/options.js";

/** A command with its options as fields in the line. */
class CommandLine extends Part {
  static properties = {
    command: { attribute: false },
    values: { attribute: false },
    problems: { attribute: false },
    room: {},
    large: { type: Boolean },
    fixed: { attribute: false },
    opened: { state: true },
  };

  constructor() {
    super();
    /** @type {Api.Command | undefined} */
    this.command = undefined;
    /** @type {Record<string, string>} */
    this.values = {};
    /** @type {Record<string, string>} */
    this.problems = {};
    this.room = "";
    this.large = false;
    /** Options that are known and not shown. @type {string[]} */
    this.fixed = [];
    /** @type {Set<string>} options that were asked for */
    this.opened = new Set();
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    const before = /** @type {Api.Command | undefined} */ (changed.get("command"));
    // The same command comes anew whenever the catalogue is read.
    if (before && before.path !== this.command?.path) this.opened = new Set();
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  updated(changed) {
    if (changed.has("problems") && Object.keys(this.problems).length) this.#field(Object.keys(this.problems)[0])?.focusField();
  }

  /** @param {Api.Option} option */
  #shown(option) {
    return (
      this.large ||
      option.required ||
      option.positional ||
      this.opened.has(option.name) ||
      (this.values[option.name] ?? "") !== "" ||
      option.name in this.problems
    );
  }

  render() {
    const { command } = this;
    if (!command) return nothing;
    const open = command.options.filter((o) => !this.fixed.includes(o.name));
    const shown = open.filter((o) => this.#shown(o));
    const hidden = open.filter((o) => !this.#shown(o));
    return html`<div
      class="command-line ${this.large ? "is-large" : ""}"
      role="group"
      aria-label="/${command.name}"
      @keydown=${this.#keys}
    >
      ${
        this.large
          ? nothing
          : html`<button type="button" class="command-name" title="${command.summary}. Click to leave it" @click=${this.#leave}>
              /${command.name}${command.risk === "low" ? nothing : html`<span class="tag tone-${riskTone(command.risk)}">${command.risk} risk</span>`}
            </button>`
      }
      ${shown.map((o) => this.#option(command, o))}
      ${shown.every((o) => o.type === "flag") && hidden.length && !this.large ? this.#adder(command, hidden) : nothing}
      ${shown.length || hidden.length ? nothing : html`<span class="muted nothing-to-fill">${command.summary}. It takes no options.</span>`}
      ${hidden.map((o) => html`<button type="button" class="add" title=${o.help} @click=${() => this.#open(o.name)}>${icon("plus")}${o.name}</button>`)}
    </div>`;
  }

  /**
   * @param {Api.Command} command
   * @param {Api.Option[]} hidden
   */
  #adder(command, hidden) {
    return html`<myc-option-adder
      .options=${hidden}
      @myc-other=${(/** @type {CustomEvent} */ e) => this.#other(command, e.detail)}
      @myc-enter=${() => this.dispatchEvent(new CustomEvent("myc-send"))}
    ></myc-option-adder>`;
  }

  /**
   * @param {Api.Command} command
   * @param {Api.Option} option
   */
  #option(command, option) {
    return html`<myc-option-field
      data-option=${option.name}
      .command=${command}
      .option=${option}
      .value=${this.values[option.name] ?? ""}
      .problem=${this.problems[option.name] ?? ""}
      .room=${this.room}
      .large=${this.large}
      @myc-value=${(/** @type {CustomEvent} */ e) => this.#change(option.name, e.detail)}
      @myc-other=${(/** @type {CustomEvent} */ e) => this.#other(command, e.detail)}
      @myc-next=${() => this.#next(command, option)}
      @myc-enter=${() => this.dispatchEvent(new CustomEvent("myc-send"))}
    ></myc-option-field>`;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  #change(name, value) {
    this.values = { ...this.values, [name]: value };
    this.opened = new Set(this.opened).add(name); // a field does not vanish when it is emptied
    this.dispatchEvent(new CustomEvent("myc-values", { detail: this.values }));
  }

  /**
   * Goes on with an option that was called by its name.
   * @param {Api.Command} command
   * @param {string} name
   */
  #other(command, name) {
    if (command.options.find((o) => o.name === name)?.type === "flag") {
      this.#change(name, "true");
      void this.focusField();
    } else void this.#open(name);
  }

  /**
   * Goes to the next option that is given by its place, if there is one.
   * @param {Api.Command} command
   * @param {Api.Option} option
   */
  #next(command, option) {
    const places = command.options.filter((o) => o.positional);
    const next = places[places.indexOf(option) + 1];
    if (next && places.includes(option)) this.#field(next.name)?.focusField();
  }

  /** @param {string} name */
  async #open(name) {
    this.opened = new Set(this.opened).add(name);
    await this.updateComplete;
    const field = this.#field(name);
    await field?.updateComplete;
    field?.focusField();
  }

  /** @param {string} name @returns {any} */
  #field(name) {
    return this.querySelector(`[data-option="${CSS.escape(name)}"]`);
  }

  /**
   * Sends a file up for an option.
   * @param {string} name
   * @param {File} file
   */
  async takeFile(name, file) {
    await this.#open(name);
    await this.#field(name)?.querySelector("myc-file-field")?.take(file);
  }

  #leave = () => this.dispatchEvent(new CustomEvent("myc-leave"));

  /** @param {KeyboardEvent} e */
  #keys = (e) => {
    const target = e.target instanceof HTMLTextAreaElement ? e.target : undefined;
    const empty = target && target.value === "" && Object.values(this.values).every((v) => v === "");
    if (this.large) return;
    if (e.key === "Escape" || (e.key === "Backspace" && empty)) {
      e.preventDefault();
      e.stopPropagation();
      this.#leave();
    } else if (e.key === "ArrowUp" && target && target.selectionStart === 0 && !e.defaultPrevented) {
      e.preventDefault();
      this.dispatchEvent(new CustomEvent("myc-recall", { detail: 1 }));
    } else if (e.key === "ArrowDown" && target && target.selectionEnd === target.value.length && !e.defaultPrevented) {
      e.preventDefault();
      this.dispatchEvent(new CustomEvent("myc-recall", { detail: -1 }));
    }
  };

  /** Shows all that is wrong and goes to the first of it. @returns {boolean} whether it may be sent */
  complete() {
    const fields = /** @type {any[]} */ ([...this.querySelectorAll("myc-option-field")]);
    const bad = fields.filter((f) => !f.complete());
    bad[0]?.focusField();
    return !bad.length;
  }

  /**
   * Goes to a field; without a name to the first that is still to be filled, or else to the first.
   * @param {string} [begun] is written there
   * @param {string} [at]
   */
  async focusField(begun, at) {
    await this.updateComplete;
    const open =
      this.command?.options.find((o) => this.#shown(o) && wrong(o, this.values[o.name])) ??
      this.command?.options.find((o) => this.#shown(o));
    const adder = /** @type {any} */ (this.querySelector("myc-option-adder"));
    const flag = this.command?.options.find((o) => o.name === at)?.type === "flag";
    const field = (at && !flag && this.#field(at)) || adder || (open && this.#field(open.name));
    await field?.updateComplete;
    if (field) field.focusField(begun);
    else this.dispatchEvent(new CustomEvent("myc-ready"));
  }
}
customElements.define("myc-command-line", CommandLine);
