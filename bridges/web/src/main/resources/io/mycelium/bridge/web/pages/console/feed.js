// The table of a command, read again when events tell that it may have changed.

import { call } from "../net/api.js";
import { problemOf } from "../model/actions.js";
import { now } from "../model/times.js";
import { store } from "../model/store.js";

/** What comes within this time is read together, in milliseconds. */
const SOON = 300;
/** Between two readings, in milliseconds. */
const PAUSE = 1500;

/**
 * @typedef {object} Source
 * @property {string} path the command's name with dashes
 * @property {Record<string, unknown>} options
 * @property {string} room
 * @property {readonly string[]} families beginnings of the types of the events that change it; without any it is read once
 * @property {number} [every] after how many milliseconds it is read again while somebody looks, when events do not tell all
 */

export class Feed {
  /** @type {Api.Table | undefined} */
  table;
  /** Why the last reading failed; the table is then of an earlier one. @type {Api.Problem | undefined} */
  failed;
  reading = false;
  /** When the table was as it is, in milliseconds of the gateway's clock. */
  at = 0;
  /** @type {Source | undefined} */
  #source;
  #pages = 1;
  #turn = 0;
  #readAt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #turns;
  /** @type {(() => void)[]} */
  #ends = [];
  #changed;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Reads another table, or the same one anew. @param {Source} source */
  open(source) {
    this.close();
    this.#source = source;
    this.#pages = 1;
    this.table = this.failed = undefined;
    store.listeners.push(this.#heard);
    const live = () => store.connection === "live" && this.#soon();
    if (source.families.length)
      this.#ends = [
        store.topics.on("connection", live),
        store.topics.on("console", () => this.#soon()),
        store.topics.on(`notes:${source.room}`, () => this.#soon()),
      ];
    if (source.every) {
      this.#turns = setInterval(this.#look, source.every);
      document.addEventListener("visibilitychange", this.#look);
    }
    void this.read();
  }

  close() {
    clearInterval(this.#turns);
    document.removeEventListener("visibilitychange", this.#look);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#turn++;
    this.#ends.forEach((end) => end());
    this.#ends = [];
    store.listeners = store.listeners.filter((listen) => listen !== this.#heard);
  }

  /** Reads it again for somebody who looks at it. */
  #look = () => {
    if (!document.hidden && store.connection === "live") this.#soon();
  };

  /** Reads one page more. */
  more() {
    this.#pages++;
    return this.read();
  }

  /** @param {Api.Event} event */
  #heard = (event) => {
    const source = this.#source;
    if (event.room && source?.room && event.room !== source.room) return;
    if (source?.families.some((family) => event.type.startsWith(family))) this.#soon();
  };

  #soon() {
    this.#timer ??= setTimeout(() => void this.read(), Math.max(SOON, this.#readAt + PAUSE - Date.now()));
  }

  /** Reads as many pages as are shown. */
  async read() {
    const source = this.#source;
    if (!source) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#readAt = Date.now();
    const turn = ++this.#turn;
    const at = now();
    this.reading = true;
    this.#changed();
    try {
      const table = await pages(source, this.#pages);
      if (turn !== this.#turn) return;
      this.table = table;
      this.at = at;
      this.failed = undefined;
    } catch (e) {
      if (turn !== this.#turn) return;
      this.failed = problemOf(e);
      if (this.failed.status === 403) this.table = undefined;
    }
    this.reading = false;
    this.#changed();
  }
}

/**
 * The first pages of a command's table as one.
 * @param {{ path: string, options: Record<string, unknown>, room: string }} source
 * @param {number} most
 * @returns {Promise<Api.Table | undefined>}
 */
export async function pages({ path, options, room }, most) {
  /** @type {Api.Table | undefined} */
  let all;
  for (let n = 0; n < most && (!all || all.nextPage); n++) {
    const { reply } = await call(path, all?.nextPage?.options ?? options, { room });
    if (reply.kind !== "table") return all;
    all = { ...reply, rows: [...(all?.rows ?? []), ...reply.rows] };
  }
  return all;
}
