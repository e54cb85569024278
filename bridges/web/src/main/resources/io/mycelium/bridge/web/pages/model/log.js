// Reads the log of a job, page by page, and goes on while the job runs.

import { call } from "../net/api.js";

const PAGE = 500;
const PAUSE = 1000;

export class LogReader {
  /** @type {string[]} */
  lines = [];
  loading = false;
  problem = "";
  #room;
  #job;
  #changed;
  #after = "";
  #stopped = false;
  #going = false;
  #running = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {{ text: string, upTo: number, hits: number[] }} */
  #found = { text: "", upTo: 0, hits: [] };

  /**
   * @param {string} room
   * @param {string} job
   * @param {() => void} changed
   */
  constructor(room, job, changed) {
    this.#room = room;
    this.#job = job;
    this.#changed = changed;
  }

  /** Reads to the end, and looks again from time to time while the job runs. @param {boolean} running */
  run(running) {
    this.#running = running;
    if (!this.#going) void this.#read();
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #read() {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#going = this.loading = true;
    let pause = this.#running ? PAUSE : 0;
    try {
      for (let more = true; more && !this.#stopped;) {
        const { reply } = await call(
          "job-log",
          { job: this.#job, ...(this.#after ? { after: this.#after } : {}) },
          { room: this.#room },
        );
        const page = reply.kind === "table" ? reply.rows : [];
        for (const [, line] of page) this.lines.push(line);
        if (page.length) this.#after = page[page.length - 1][0];
        more = page.length >= PAGE;
        this.problem = "";
        this.#changed();
      }
    } catch (e) {
      const problem = /** @type {any} */ (e).problem;
      this.problem = problem?.detail ?? "The log could not be read.";
      pause = problem?.retryAfterMs ?? 3 * PAUSE;
    }
    this.#going = this.loading = false;
    if (pause && !this.#stopped) this.#timer = setTimeout(() => void this.#read(), pause);
    this.#changed();
  }

  /**
   * The numbers of the lines that hold a text, from 0. What was searched before is not searched again.
   * @param {string} typed
   * @returns {number[]}
   */
  find(typed) {
    const text = typed.toLowerCase();
    if (!text) return [];
    if (this.#found.text !== text) this.#found = { text, upTo: 0, hits: [] };
    const found = this.#found;
    for (; found.upTo < this.lines.length; found.upTo++) {
      if (this.lines[found.upTo].toLowerCase().includes(text)) found.hits.push(found.upTo);
    }
    return found.hits;
  }
}
