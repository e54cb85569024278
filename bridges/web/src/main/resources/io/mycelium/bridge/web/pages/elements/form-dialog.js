import { html, nothing } from "./part.js";
import { Modal } from "./modal.js";
import "./command-line.js";
import { title } from "../text/plain.js";
import { riskHelp, riskTone } from "../model/words.js";

/**
 * @typedef {object} Asked
 * @property {Api.Command} command
 * @property {Record<string, string>} values what is known already
 * @property {string} [title]
 * @property {string} room
 * @property {(values: Record<string, string>) => Promise<Api.Problem | undefined>} send
 */

/** A command's options, opened large. */
class FormDialog extends Modal {
  static properties = {
    detail: { attribute: false },
    values: { state: true },
    problems: { state: true },
    problem: { state: true },
    sending: { state: true },
  };

  constructor() {
    super();
    /** @type {Asked | undefined} */
    this.detail = undefined;
    /** @type {Record<string, string> | undefined} */
    this.values = undefined;
    /** @type {Record<string, string>} */
    this.problems = {};
    this.problem = "";
    this.sending = false;
  }

  render() {
    const asked = this.detail;
    if (!asked) return nothing;
    const { command } = asked;
    return html`<dialog aria-labelledby="form-title">
      <form class="composer-form" @submit=${this.#submit}>
        <h2 id="form-title">${title(asked.title) || `/${command.name}`}</h2>
        <p class="muted form-about">
          ${command.summary}.
          <span class="tag tone-${riskTone(command.risk)}">${command.risk} risk</span> ${riskHelp(command.risk)}
        </p>
        <myc-command-line
          large
          .command=${command}
          .fixed=${asked.title ? Object.keys(asked.values) : []}
          .values=${this.values ?? asked.values}
          .problems=${this.problems}
          .room=${asked.room}
          @myc-values=${(/** @type {CustomEvent} */ e) => (this.values = e.detail)}
          @myc-send=${() => this.#submit()}
        ></myc-command-line>
        ${this.problem ? html`<p class="composer-problem" role="alert">${this.problem}</p>` : nothing}
        <div class="buttons">
          <button class="button is-primary" type="submit" ?disabled=${this.sending}>
            ${this.sending ? "Sending\u2026" : "Send"}
          </button>
          <button class="button" type="button" @click=${() => this.close()}>Cancel</button>
        </div>
      </form>
    </dialog>`;
  }

  firstUpdated() {
    super.firstUpdated();
    /** @type {any} */ (this.querySelector("myc-command-line")).focusField();
  }

  /** @param {Event} [e] */
  async #submit(e) {
    e?.preventDefault();
    const asked = this.detail;
    if (!asked || this.sending || !(/** @type {any} */ (this.querySelector("myc-command-line")).complete())) return;
    this.sending = true;
    const problem = await asked.send(this.values ?? asked.values);
    this.sending = false;
    if (!problem) return void this.close();
    this.problem = problem.detail;
    this.problems = Object.fromEntries((problem.fields ?? []).map((f) => [f.option, f.message]));
  }
}
customElements.define("myc-form-dialog", FormDialog);
