import { Part } from "./part.js";

/** A dialog: takes the focus, keeps it, gives it back, and tells `close` at its end. */
export class Modal extends Part {
  /** @type {Element | null} */
  #before = null;

  connectedCallback() {
    super.connectedCallback();
    this.#before = document.activeElement;
  }

  firstUpdated() {
    const dialog = this.dialog;
    dialog.addEventListener("close", () => this.dispatchEvent(new Event("close")));
    dialog.addEventListener("click", (e) => e.target === dialog && dialog.close());
    dialog.showModal();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.#before instanceof HTMLElement && this.#before.isConnected) this.#before.focus();
  }

  get dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector("dialog"));
  }

  close() {
    this.dialog.close();
  }
}
