import { html } from "./part.js";
import { Modal } from "./modal.js";
import { clean } from "../text/plain.js";

/** Asks before what cannot be undone. */
class Confirm extends Modal {
  static properties = { detail: { attribute: false } };

  constructor() {
    super();
    /** @type {{ problem: Api.Problem, what: string, answer: (sure: boolean) => void } | undefined} */
    this.detail = undefined;
  }

  render() {
    return html`<dialog aria-labelledby="confirm-title" @close=${() => this.detail?.answer(false)}>
      <h2 id="confirm-title">This cannot be undone</h2>
      <p>${clean(this.detail?.problem.detail)}</p>
      <pre class="code">${clean(this.detail?.what)}</pre>
      <div class="buttons">
        <button class="button is-danger" @click=${this.#sure}>Do it</button>
        <button class="button" autofocus @click=${() => this.close()}>Leave it</button>
      </div>
    </dialog>`;
  }

  #sure = () => {
    this.detail?.answer(true);
    this.close();
  };
}
customElements.define("myc-confirm", Confirm);
