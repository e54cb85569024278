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

  /** Whether its field is there and has had the focus. */
  #ready = false;

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

  topics() {
    return ["catalogue"];
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has("query") && this.query) void this.#search(this.query);
  }

  /**
   * @param {string} text
   * @param {Api.Table} [before] what was found among newer posts
   */
  async #search(text, before) {
    this.busy = true;
    try {
      const { reply } = await call("room-search", before?.nextPage?.options ?? { text }, { room: this.room });
      this.found = reply.kind === "table" ? { ...reply, rows: [...(before?.rows ?? []), ...reply.rows] } : undefined;
      this.failed = undefined;
    } catch (e) {
      this.failed = problemOf(e);
      this.found = undefined;
    }
    this.busy = false;
  }

  render() {
    if (!store.catalogue.version) return nothing; // it comes later
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
      <div role="status">${this.busy ? html`<span class="spinner"></span>` : this.#words()}</div>
      ${this.failed ? refusal(this.failed) : nothing} ${this.found ? this.#hits(this.found) : nothing}
      ${this.found?.nextPage ? html`<button class="button" ?disabled=${this.busy} @click=${() => this.#search(this.query, this.found)}>Look among older posts</button>` : nothing}
    </div>`;
  }

  #words() {
    const { found } = this;
    if (!found)
      return this.failed
        ? nothing
        : html`<p class="muted small">
            Finds posts that have all of the words, in any order. Those of cards and of threads count.
          </p>`;
    return found.rows.length
      ? html`<p class="muted small">${found.rows.length} found${found.nextPage ? ", the newest" : ""}</p>`
      : html`<p>No post of ${title(this.room)} is like that${found.nextPage ? " among the newest 5,000" : ""}.</p>
          <p class="muted small">Fewer words, or only their beginnings, find more.</p>`;
  }

  updated() {
    if (this.#ready) return;
    const field = this.querySelector("input");
    this.#ready = Boolean(field);
    field?.focus();
  }

  /** @param {Api.Table} found */
  #hits(found) {
    const at = (/** @type {string} */ key) => found.columns.findIndex((c) => c.key === key);
    const [post, author, when, text, thread] = ["post", "author", "time", "text", "thread"].map(at);
    if (post < 0 || text < 0) return table(found);
    if (!found.rows.length) return nothing;
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
