import { Part, html, icon } from "./part.js";

/** The button for a file that goes with what is said. */
class Attach extends Part {
  render() {
    const choose = () => this.querySelector("input")?.click();
    return html`<button
        type="button"
        class="tool attach"
        aria-label="Attach a file"
        title="Attach a file, or drop or paste it"
        @click=${choose}
      >
        ${icon("file")}
      </button>
      <input class="hidden" type="file" tabindex="-1" aria-hidden="true" @change=${this.#chosen} />`;
  }

  /** @param {Event} e */
  #chosen = (e) => {
    const input = /** @type {HTMLInputElement} */ (e.target);
    const file = input.files?.[0];
    if (file) this.dispatchEvent(new CustomEvent("myc-file", { detail: file }));
    input.value = "";
  };
}
customElements.define("myc-attach", Attach);
