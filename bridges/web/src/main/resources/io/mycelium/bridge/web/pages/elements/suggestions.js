import { Part, html, nothing } from "./part.js";
import { store } from "../model/store.js";
import { riskHelp, riskTone } from "../model/words.js";

/** What may be meant by what was typed, above the field; the field keeps the focus. */
class Suggestions extends Part {
  static properties = { choices: { attribute: false }, chosen: { type: Number }, heading: {}, hint: { attribute: false } };

  constructor() {
    super();
    /** @type {Ui.Choice[]} */
    this.choices = [];
    this.chosen = -1;
    this.heading = "";
    /** What stands below them. @type {unknown} */
    this.hint = undefined;
  }

  render() {
    if (!this.choices.length) return nothing;
    const command = store.command(this.choices[this.chosen]?.value ?? "");
    return html`<div class="suggestions">
      <div class="choices-side">
        <ul role="listbox" id="${this.id}-list" aria-label=${this.heading || "Suggestions"}>
          ${this.choices.map((choice, i) => this.#choice(choice, i))}
        </ul>
        ${this.hint ? html`<p class="choice-foot">${this.hint}</p>` : nothing}
      </div>
      ${command ? about(command) : nothing}
    </div>`;
  }

  /**
   * @param {Ui.Choice} choice
   * @param {number} i
   */
  #choice(choice, i) {
    const command = store.command(choice.value);
    const pick = (/** @type {Event} */ e) => {
      e.preventDefault(); // the field keeps the focus
      this.dispatchEvent(new CustomEvent("myc-pick", { detail: choice }));
    };
    return html`<li
      role="option"
      id="${this.id}-${i}"
      aria-selected=${i === this.chosen}
      @mousedown=${pick}
      class=${i === this.chosen ? "is-chosen" : ""}
    >
      <b dir="auto">${choice.label ?? choice.value}</b
      >${choice.help ? html`<span class="choice-help" dir="auto">${choice.help}</span>` : nothing}
      ${command && !allowed(command) ? html`<span class="tag">not for you</span>` : command && command.risk !== "low" ? html`<span class="tag tone-${riskTone(command.risk)}">${command.risk} risk</span>` : nothing}
    </li>`;
  }

  updated() {
    this.querySelector(".is-chosen")?.scrollIntoView({ block: "nearest" });
  }
}
customElements.define("myc-suggestions", Suggestions);

/** @param {Api.Command} command */
function allowed(command) {
  return command.permission === "any" || store.may(command.permission);
}

/** @param {Api.Command} command */
function about(command) {
  return html`<aside class="about" aria-hidden="true">
    <p>${command.summary}.</p>
    <dl class="fields">
      <div>
        <dt>Risk</dt>
        <dd><span class="tag tone-${riskTone(command.risk)}">${command.risk}</span> ${riskHelp(command.risk)}</dd>
      </div>
      <div>
        <dt>Effect</dt>
        <dd>
          ${command.effect === "read" ? "only looks" : command.effect === "write" ? "changes something" : "cannot be undone; asks first"}
        </dd>
      </div>
      <div>
        <dt>Needs</dt>
        <dd><code>${command.permission}</code>${allowed(command) ? "" : ", which you do not have"}</dd>
      </div>
    </dl>
    ${
      command.examples.length
        ? html`<p class="muted">People say, for example</p>
            <ul>
              ${command.examples.slice(0, 3).map((e) => html`<li>${e}</li>`)}
            </ul>`
        : nothing
    }
  </aside>`;
}
