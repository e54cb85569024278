import { Part, copy, html, icon } from "./part.js";
import { announce } from "../model/actions.js";

/** Something that is shown once: hidden until asked for, copied without being seen. */
class Secret extends Part {
  static properties = { value: {}, open: { state: true }, copied: { state: true } };

  constructor() {
    super();
    this.value = "";
    this.open = false;
    this.copied = false;
  }

  render() {
    return html`<span class="secret">
      <code>${this.open ? this.value : `${this.value.slice(0, 8)}\u2022\u2022\u2022\u2022\u2022\u2022\u2022\u2022`}</code>
      <button class="button is-small" @click=${this.#copy}>
        ${icon(this.copied ? "check" : "copy")}${this.copied ? "Copied" : "Copy"}
      </button>
      <button class="button is-small is-quiet" aria-pressed=${this.open} @click=${() => (this.open = !this.open)}>
        ${icon("eye")}${this.open ? "Hide" : "Show"}
      </button>
    </span>`;
  }

  #copy = async () => {
    try {
      await copy(this.value);
      this.copied = true;
      announce("Copied");
      setTimeout(() => (this.copied = false), 2000);
    } catch {
      this.open = true; // The clipboard is not to be had: it can be copied by hand.
    }
  };
}
customElements.define("myc-secret", Secret);
