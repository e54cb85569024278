import { Part, html, nothing } from "./part.js";
import { exact } from "../text/plain.js";
import { length, now } from "../model/times.js";

/** When the job of a card began; the same card may be drawn again elsewhere, and later. @type {WeakMap<object, number>} */
const begins = new WeakMap();

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
    /** When it began, by the gateway's clock; made of how long it had run when it was drawn. */
    this.began = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ticks = setInterval(() => !document.hidden && this.requestUpdate(), 1000);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticks);
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (!changed.has("card") || !this.card) return;
    this.began = begins.get(this.card) ?? now() - seconds(this.#field("elapsed")) * 1000;
    begins.set(this.card, this.began);
  }

  /** @param {string} key */
  #field(key) {
    return this.card?.fields?.find((f) => f.key === key)?.value ?? "";
  }

  render() {
    const drawn = /^(\d+)%\s*(.*)$/s.exec(this.#field("progress"));
    const percent = this.progress?.percent ?? (drawn ? Number(drawn[1]) : undefined);
    const note = this.progress?.note ?? drawn?.[2] ?? "";
    const lines = this.progress?.lines ?? [];
    const running = this.card?.state === "running" || this.progress !== undefined;
    return html`<div class="progress">
      ${running ? html`<progress max="100" .value=${percent ?? 0} class=${percent === undefined ? "is-open" : ""} aria-label="Progress"></progress>` : nothing}
      <div class="progress-words">
        <span dir="auto">${exact(note) || (running ? "Running" : "Waiting for a drone")}</span>
        <span class="num"
          >${[percent === undefined ? "" : `${percent} %`, running ? length(now() - this.began) : ""].filter(Boolean).join(" \u00b7 ")}</span
        >
      </div>
      ${lines.length ? html`<pre class="tail" dir="ltr" aria-label="Last lines of the log">${lines.map(exact).join("\n")}</pre>` : nothing}
    </div>`;
  }
}
customElements.define("myc-job-progress", JobProgress);

/** @param {string} spoken such as `1h 2m 3s` */
function seconds(spoken) {
  const units = /** @type {Record<string, number>} */ ({ d: 86400, h: 3600, m: 60, s: 1 });
  return [...spoken.matchAll(/(\d+)\s*([dhms])/g)].reduce((sum, [, n, unit]) => sum + Number(n) * units[unit], 0);
}
