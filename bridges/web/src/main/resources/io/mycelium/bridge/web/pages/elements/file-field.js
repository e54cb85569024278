import { Part, html, icon, nothing } from "./part.js";
import { upload } from "../net/upload.js";
import { problemOf } from "../model/actions.js";
import { store } from "../model/store.js";
import { title } from "../text/plain.js";

/** A file for a call: chosen, dropped or pasted, sent up at once, and named by its line. */
class FileField extends Part {
  static properties = { value: {}, label: {}, described: {}, percent: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** The line of the file that is there. */
    this.value = "";
    this.label = "File";
    this.described = "";
    this.percent = -1;
    this.problem = "";
    this.addEventListener("dragover", (e) => e.preventDefault());
    this.addEventListener("drop", (e) => {
      e.preventDefault();
      void this.take(e.dataTransfer?.files[0]);
    });
  }

  render() {
    const name = /^blob:[^/]*\/\d+\/[^/]*\/[^/]*\/(.*)$/s.exec(this.value)?.[1];
    return html`<span class="file-field">
      <label class="button is-small">
        ${icon("file")}${name ? "Another file" : "Choose a file"}
        <input
          class="hidden"
          type="file"
          aria-label=${this.label}
          aria-describedby=${this.described || nothing}
          @change=${this.#chosen}
        />
      </label>
      ${
        this.percent >= 0
          ? html`<progress max="100" .value=${this.percent} aria-label="Upload"></progress>`
          : name
            ? html`<bdi>${title(name)}</bdi
                ><button type="button" class="tool" aria-label="Take ${title(name)} away" @click=${() => this.#set("")}>
                  ${icon("cross")}
                </button>`
            : html`<span class="muted small">or drop it here</span>`
      }
      ${this.problem ? html`<span class="small is-bad" role="alert">${this.problem}</span>` : nothing}
    </span>`;
  }

  /** @param {Event} e */
  #chosen = (e) => {
    const input = /** @type {HTMLInputElement} */ (e.target);
    void this.take(input.files?.[0]);
    input.value = "";
  };

  /** @param {string} line */
  #set(line) {
    this.value = line;
    this.dispatchEvent(new CustomEvent("myc-value", { detail: line }));
  }

  /** Sends a file up. @param {File | undefined} file */
  async take(file) {
    if (!file) return;
    this.problem = "";
    this.percent = 0;
    try {
      this.#set(await upload(file, store.catalogue.maxUpload ?? 0, (percent) => (this.percent = percent)));
    } catch (e) {
      this.problem = problemOf(e).detail;
    }
    this.percent = -1;
  }
}
customElements.define("myc-file-field", FileField);
