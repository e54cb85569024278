import { Part, html, nothing } from "./part.js";
import { exact } from "../text/plain.js";
import { running } from "../model/running.js";
import { length } from "../model/times.js";

/** How far a job is: a bar where it says so, else the time that it takes, and its last lines. */
class JobProgress extends Part {
  static properties = { card: { attribute: false }, progress: { attribute: false } };

  /** @type {ReturnType<typeof setInterval> | undefined} */
  #ticks;

  constructor() {
    super();
    /** @type {Api.Card | undefined} */
    this.card = undefined;
    /** @type {Ui.Progress | undefined} */
    this.progress = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ticks = setInterval(() => !document.hidden && this.requestUpdate(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticks);
  }

  render() {
    if (!this.card) return nothing;
    const { running: runs, percent, note, ms } = running(this.card, this.progress);
    const lines = this.progress?.lines ?? [];
    return html`<div class="progress">
      ${runs ? html`<progress max="100" .value=${percent ?? 0} class=${percent === undefined ? "is-open" : ""} aria-label="Progress"></progress>` : nothing}
      <div class="progress-words">
        <span dir="auto">${exact(note) || (runs ? "Running" : "Waiting for a drone")}</span>
        <span class="num"
          >${[percent === undefined ? "" : `${percent} %`, runs ? length(ms) : ""].filter(Boolean).join(" \u00b7 ")}</span
        >
      </div>
      ${lines.length ? html`<pre class="tail" dir="ltr" aria-label="Last lines of the log">${lines.map(exact).join("\n")}</pre>` : nothing}
    </div>`;
  }
}
customElements.define("myc-job-progress", JobProgress);
