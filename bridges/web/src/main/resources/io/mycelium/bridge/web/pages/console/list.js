import { Part, html, icon, nothing } from "../elements/part.js";
import { refusal, table } from "../elements/reply.js";
import { address } from "./address.js";
import { apart, fits } from "./filter.js";
import { Feed } from "./feed.js";
import { exactClock } from "../model/times.js";
import { keyed } from "../model/directory.js";
import { store } from "../model/store.js";

/** @typedef {Record<string, string>} Row a row by the keys of its columns */

/**
 * @typedef {object} Kind what a list is of, and what can be done with a row
 * @property {string} command whose table it is
 * @property {readonly string[]} families beginnings of the types of the events that change it
 * @property {number} [every] after how many milliseconds it is read again, when events do not tell all
 * @property {(row: Row) => string} key
 * @property {(row: Row) => string | undefined} [href] where a row leads
 * @property {(row: Row) => unknown} [end] its buttons
 * @property {() => unknown} [empty] what to do where there are no rows
 * @property {readonly string[]} [hidden] keys of columns that are not shown
 */

/** The table of a command, as it is now: filtered here, kept up to date by events. */
class ConsoleList extends Part {
  static properties = {
    kind: { attribute: false },
    options: { attribute: false },
    extra: { attribute: false },
    room: {},
    filter: {},
    label: {},
  };

  #feed = new Feed(() => this.requestUpdate());
  #opened = "";
  /** @type {{ key: string, top: number } | undefined} */
  #place;

  constructor() {
    super();
    /** @type {Kind | undefined} */
    this.kind = undefined;
    /** @type {Record<string, unknown>} */
    this.options = {};
    /** Rows that come before those that were read. @type {Row[]} */
    this.extra = [];
    this.room = "";
    this.filter = "";
    this.label = "";
  }

  topics() {
    return ["connection", "session", "catalogue", "route"];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#feed.close();
    this.#opened = "";
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (!this.kind || !this.isConnected) return;
    const path = this.kind.command.replace(/ /g, "-");
    const wanted = JSON.stringify([path, this.options, this.room]);
    if (wanted !== this.#opened) {
      this.#opened = wanted;
      this.#feed.open({ path, options: this.options, room: this.room, families: this.kind.families, every: this.kind.every });
    }
    this.#place = this.#top();
  }

  /** Reads it again now. */
  again() {
    return this.#feed.read();
  }

  render() {
    const { table, failed, reading, at } = this.#feed;
    const every = this.kind?.every;
    if (!table) return failed ? this.#failure(failed) : loading();
    return html`${failed ? this.#outdated(failed) : nothing} ${this.#table(table)}
      <p class="muted small console-foot">
        ${reading && !every ? html`<span class="spinner"></span>` : nothing}<span role="status">${this.#words(table)}</span>
        ${every ? html`As of ${exactClock(at)}.` : nothing}
      </p>`;
  }

  /** @param {Api.Problem} failed */
  #failure(failed) {
    return html`<div class="console-state">
      <h2>
        ${failed.status === 403 ? "Not for your role" : failed.status === 0 ? "The gateway is away" : "That could not be read"}
      </h2>
      ${refusal(failed)}
      ${
        failed.status === 403
          ? html`<p class="muted">An admin can give you that role: <code>/role set ${store.session?.peer.name} ROLE</code></p>`
          : html`<button class="button" @click=${() => this.again()}>Try again</button>`
      }
    </div>`;
  }

  /** @param {Api.Problem} failed */
  #outdated(failed) {
    return html`<p class="console-old tone-warn">
      ${icon("alert")}<span>This is how it was. ${failed.detail}</span>
      <button class="button is-small" @click=${() => this.again()}>Try again</button>
    </p>`;
  }

  /**
   * @param {Api.Table} read
   * @returns {{ cells: string[], row: Row }[]}
   */
  #rows(read) {
    const { columns } = read;
    const late = this.extra.map((row) => ({ row, cells: columns.map((c) => row[c.key] ?? "") }));
    const known = read.rows.map((cells) => ({ cells, row: keyed(read, cells) }));
    return [...late, ...known];
  }

  /** @param {Api.Table} read */
  #table(read) {
    const { kind, filter } = this;
    const rows = this.#rows(read);
    const shown = rows.filter((r) => fits(r.cells, filter));
    if (rows.length && !shown.length)
      return html`<div class="console-state">
        <p class="muted">None of the ${rows.length} rows has “${filter}” in it.</p>
        <a class="button" href=${address({ q: "" })}>Show all</a>
      </div>`;
    if (!rows.length && kind?.empty)
      return html`<div class="console-state">
        <p class="muted">Nothing is in this list.</p>
        ${kind.empty()}
      </div>`;
    const keys = apart(shown.map((r) => kind?.key(r.row) ?? ""));
    const visible = read.columns.map((c, i) => (kind?.hidden?.includes(c.key) ? -1 : i)).filter((i) => i >= 0);
    const drawn = {
      ...read,
      columns: visible.map((i) => read.columns[i]),
      rows: shown.map((r) => visible.map((i) => r.cells[i])),
    };
    return table(drawn, {
      rows: {
        label: this.label,
        key: (i) => keys[i],
        href: (i) => kind?.href?.(shown[i].row),
        end: kind?.end && ((i) => kind.end?.(shown[i].row)),
      },
      onCall: () => void this.#feed.more(),
    });
  }

  /** @param {Api.Table} read */
  #words(read) {
    const rows = this.#rows(read);
    const shown = this.filter.trim() ? rows.filter((r) => fits(r.cells, this.filter)).length : rows.length;
    const more = read.nextPage ? "; there are older ones, which the filter does not see" : "";
    if (!rows.length) return nothing;
    return shown === rows.length ? `${rows.length} shown${more}.` : `${shown} of ${rows.length} shown${more}.`;
  }

  get #box() {
    return /** @type {HTMLElement | null} */ (this.querySelector(".table-box"));
  }

  /** The first row in view that lies below the head, when it is not the first of all. */
  #top() {
    const box = this.#box;
    if (!box || !box.scrollTop) return undefined;
    const edge = box.getBoundingClientRect().top + (box.querySelector("thead")?.clientHeight ?? 0);
    const row = /** @type {HTMLElement[]} */ ([...box.querySelectorAll("tbody tr")]).find(
      (r) => r.getBoundingClientRect().top >= edge,
    );
    return row && { key: row.dataset.key ?? "", top: row.getBoundingClientRect().top };
  }

  /** What one was looking at stays where it was. */
  updated() {
    const place = this.#place;
    const box = this.#box;
    const row = place && box?.querySelector(`tr[data-key="${CSS.escape(place.key)}"]`);
    if (row && box) box.scrollTop += row.getBoundingClientRect().top - place.top;
  }
}
customElements.define("myc-console-list", ConsoleList);

function loading() {
  return html`<p class="console-state muted" role="status"><span class="spinner"></span> Reading&hellip;</p>`;
}
