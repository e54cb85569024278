import { Part, go, html, nothing } from "./part.js";
import { refusal, table } from "./reply.js";
import { call } from "../net/api.js";
import { problemOf } from "../model/actions.js";
import { store } from "../model/store.js";
import { marked } from "../text/marked.js";
import { clean, title } from "../text/plain.js";
import { time } from "./bits.js";

/** Looks for words in a room's history. */
class Search extends Part {
  static properties = { room: {}, query: {}, found: { state: true }, failed: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.room = "";
    this.query = "";
    /** @type {Api.Table | undefined} */
    this.found = undefined;
    /** @type {Api.Problem | undefined} */
    this.failed = undefined;
    this.busy = false;
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has("query") && this.query) void this.#search(this.query);
  }

  /** @param {string} text */
  async #search(text) {
    this.busy = true;
    try {
      const { reply } = await call("room-search", { text }, { room: this.room });
      this.found = reply.kind === "table" ? reply : undefined;
      this.failed = undefined;
    } catch (e) {
      this.failed = problemOf(e);
      this.found = undefined;
    }
    this.busy = false;
  }

  render() {
    if (!store.command("room search")) return html`<div class="panel-pad"><p>This gateway has no search.</p></div>`;
    return html`<div class="panel-pad search">
      <form role="search" @submit=${this.#submit}>
        <input
          type="search"
          name="q"
          autofocus
          placeholder="Words in ${title(this.room)}"
          aria-label="Words to look for in ${title(this.room)}"
          .value=${this.query}
        />
        <button class="button is-primary">Search</button>
      </form>
      <div role="status">
        ${this.busy ? html`<span class="spinner"></span>` : this.found ? html`<p class="muted small">${this.found.rows.length} found</p>` : nothing}
      </div>
      ${this.failed ? refusal(this.failed) : nothing} ${this.found ? this.#hits(this.found) : nothing}
    </div>`;
  }

  firstUpdated() {
    this.querySelector("input")?.focus();
  }

  /** @param {Api.Table} found */
  #hits(found) {
    const at = (/** @type {string} */ key) => found.columns.findIndex((c) => c.key === key);
    const [post, author, when, text, thread] = ["post", "author", "time", "text", "thread"].map(at);
    if (post < 0 || text < 0) return table(found);
    if (!found.rows.length) return html`<p class="muted">${found.empty}</p>`;
    return html`<ol class="hits">
      ${found.rows.map(
        (row) =>
          html`<li>
            <a href=${this.#path(row[post], row[thread])}>
              <span class="post-head"
                ><b><bdi>${title(row[author])}</bdi></b
                >${row[when] ? time(row[when]) : nothing}${row[thread] ? html`<span>in a thread</span>` : nothing}</span
              >
              <span class="hit" dir="auto">${marked(clean(row[text]), this.query)}</span>
            </a>
          </li>`,
      )}
    </ol>`;
  }

  /**
   * @param {string} post
   * @param {string | undefined} thread
   */
  #path(post, thread) {
    const room = `/rooms/${encodeURIComponent(this.room)}`;
    return thread ? `${room}/thread/${thread}#${post}` : `${room}/post/${post}`;
  }

  /** @param {SubmitEvent} e */
  #submit = (e) => {
    e.preventDefault();
    const text = String(new FormData(/** @type {HTMLFormElement} */ (e.target)).get("q") ?? "").trim();
    if (text) go(`/rooms/${encodeURIComponent(this.room)}/search?q=${encodeURIComponent(text)}`);
    if (text === this.query) void this.#search(text);
  };
}
customElements.define("myc-search", Search);
