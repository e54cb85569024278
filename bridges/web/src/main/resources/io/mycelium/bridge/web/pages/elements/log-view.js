import { Part, html, icon, nothing } from "./part.js";
import { exact } from "../text/plain.js";
import { LogReader } from "../model/log.js";
import { announce } from "../model/actions.js";

/** Pixels of a line, as the style sheet has it. */
const LINE = 18;
const SPARE = 30;

/** The whole log of a job: only the lines in view are elements. */
class LogView extends Part {
  static properties = {
    room: {},
    job: {},
    running: { type: Boolean },
    follow: { state: true },
    typed: { state: true },
    at: { state: true },
    top: { state: true },
  };

  constructor() {
    super();
    this.room = "";
    this.job = "";
    this.running = false;
    this.follow = true;
    this.typed = "";
    /** Which of the hits is looked at. */
    this.at = 0;
    this.top = 0;
    this.height = 400;
    /** @type {LogReader | undefined} */
    this.reader = undefined;
    this.sizes = new ResizeObserver(([entry]) => {
      this.height = entry.contentRect.height;
      this.requestUpdate();
    });
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has("job")) {
      this.reader?.stop();
      this.reader = new LogReader(this.room, this.job, () => this.requestUpdate());
      this.follow = true;
      this.top = 0;
    }
    if (changed.has("running") || changed.has("job")) this.reader?.run(this.running);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.reader?.stop();
    this.sizes.disconnect();
  }

  render() {
    const reader = this.reader;
    if (!reader) return nothing;
    const { lines } = reader;
    const hits = reader.find(this.typed);
    const first = Math.max(0, Math.floor(this.top / LINE) - SPARE);
    const last = Math.min(lines.length, Math.ceil((this.top + this.height) / LINE) + SPARE);
    const current = hits[this.at];
    return html`<section class="log" aria-label="Log">
      <div class="log-bar">
        <input
          type="search"
          placeholder="Search the log"
          aria-label="Search the log"
          .value=${this.typed}
          @input=${this.#search}
          @keydown=${this.#keys}
        />
        ${this.typed ? html`<span class="small num" role="status">${hits.length ? `${this.at + 1} of ${hits.length}` : "none"}</span>` : nothing}
        <button class="button is-small" aria-pressed=${this.follow} @click=${this.#toggle}>
          ${icon(this.follow ? "pause" : "down")}${this.follow ? "Pause" : "Follow"}
        </button>
        <button class="button is-small is-quiet" @click=${this.#copy}>${icon("copy")}Copy</button>
      </div>
      ${this.running || reader.loading || lines.length ? nothing : html`<p class="log-none muted">It wrote no lines.</p>`}
      <div class="log-lines" tabindex="0" role="region" aria-label="Lines of the log" @scroll=${this.#scrolled}>
        <div class="log-space" .style=${`height:${lines.length * LINE}px`}>
          <ol start=${first + 1} .style=${`top:${first * LINE}px`}>
            ${lines.slice(first, last).map((line, i) => html`<li class=${first + i === current ? "is-current" : ""}><span class="log-number" aria-hidden="true">${first + i + 1}</span><span dir="ltr">${marked(exact(line), this.typed)}</span></li>`)}
          </ol>
        </div>
      </div>
      <p class="log-foot small muted" role="status">
        ${lines.length.toLocaleString()}
        ${lines.length === 1 ? "line" : "lines"}${reader.loading ? html` <span class="spinner"></span> reading` : nothing}${reader.problem ? html` &middot; ${reader.problem}` : nothing}
      </p>
    </section>`;
  }

  firstUpdated() {
    this.sizes.observe(this.#box);
  }

  updated() {
    if (this.follow && this.#box) this.#box.scrollTop = this.#box.scrollHeight;
  }

  get #box() {
    return /** @type {HTMLElement} */ (this.querySelector(".log-lines"));
  }

  #scrolled = () => {
    const box = this.#box;
    this.top = box.scrollTop;
    const end = box.scrollHeight - box.scrollTop - box.clientHeight < LINE * 2;
    if (this.follow && !end && this.top < this.drawnTop) this.follow = false;
    this.drawnTop = this.top;
  };

  drawnTop = 0;

  #toggle = () => {
    this.follow = !this.follow;
  };

  /** @param {InputEvent} e */
  #search = (e) => {
    this.typed = /** @type {HTMLInputElement} */ (e.target).value;
    this.at = 0;
    this.#show();
  };

  /** @param {KeyboardEvent} e */
  #keys = (e) => {
    if (e.key !== "Enter") return;
    e.preventDefault();
    const count = this.reader?.find(this.typed).length ?? 0;
    if (count) this.at = (this.at + (e.shiftKey ? count - 1 : 1)) % count;
    this.#show();
  };

  #show() {
    const line = this.reader?.find(this.typed)[this.at];
    if (line === undefined) return;
    this.follow = false;
    this.#box.scrollTop = line * LINE - this.height / 2;
  }

  #copy = async () => {
    await navigator.clipboard.writeText((this.reader?.lines ?? []).join("\n")).catch(() => {});
    announce("The log is copied.");
  };
}
customElements.define("myc-log-view", LogView);

/**
 * @param {string} line
 * @param {string} typed
 */
function marked(line, typed) {
  const at = typed ? line.toLowerCase().indexOf(typed.toLowerCase()) : -1;
  if (at < 0) return line;
  return html`${line.slice(0, at)}<mark>${line.slice(at, at + typed.length)}</mark>${line.slice(at + typed.length)}`;
}
