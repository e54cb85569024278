// The gateway's events, in order, each once, across broken connections.

import { SseParser } from "./sse.js";
import { noteServerTime } from "../model/times.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** The gateway sends a sign of life more often than this. */
const SILENCE = 60_000;

/**
 * @typedef {object} Listener
 * @property {(event: Api.Event) => void} event
 * @property {(connection: Ui.Connection) => void} state
 * @property {() => void} lost the place is too old for the log: everything has to be read again
 */

/** Follows the log behind a place, and goes on there whenever it was interrupted. */
export class EventStream {
  #listener;
  #fetch;
  #place = "";
  #pause = FIRST_PAUSE;
  /** @type {AbortController | undefined} */
  #connection;
  #running = false;
  /** @type {(() => void) | undefined} */
  #wake;

  /**
   * @param {Listener} listener
   * @param {typeof fetch} [fetcher]
   */
  constructor(listener, fetcher = (...args) => fetch(...args)) {
    this.#listener = listener;
    this.#fetch = fetcher;
  }

  /** The id of the last event that was passed on. */
  get place() {
    return this.#place;
  }

  /** @param {string} place what lies behind it comes */
  follow(place) {
    this.stop();
    this.#place = place;
    this.resume();
  }

  /** Goes on, if it was stopped; at once, if it waits. */
  resume() {
    this.#pause = FIRST_PAUSE;
    this.#wake?.();
    if (!this.#running) void this.#run();
  }

  stop() {
    this.#running = false;
    this.#connection?.abort();
    this.#wake?.();
  }

  async #run() {
    this.#running = true;
    const connection = (this.#connection = new AbortController());
    while (this.#running && this.#connection === connection) {
      const go = await this.#connect(connection);
      if (!go || !this.#running || this.#connection !== connection) break;
      this.#listener.state("offline");
      await this.#wait();
    }
    if (this.#connection === connection) this.#running = false;
  }

  /**
   * @param {AbortController} whole
   * @returns {Promise<boolean>} whether to try again
   */
  async #connect(whole) {
    const once = new AbortController();
    const stop = () => once.abort();
    whole.signal.addEventListener("abort", stop);
    let dog = setTimeout(stop, SILENCE);
    try {
      const answer = await this.#fetch(`/api/v1/events?after=${encodeURIComponent(this.#place)}`, {
        signal: once.signal,
        credentials: "same-origin",
        cache: "no-store",
        headers: { Accept: "text/event-stream" },
      });
      noteServerTime(answer.headers.get("Date"));
      if (!answer.ok || !answer.body) return await this.#refused(answer);
      this.#listener.state("live");
      this.#pause = FIRST_PAUSE;
      const parser = new SseParser();
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let part; !(part = await reader.read()).done;) {
        clearTimeout(dog);
        dog = setTimeout(stop, SILENCE);
        parser.push(part.value).forEach((block) => this.#take(block));
      }
    } catch {
      // The connection broke; what is missing comes with the next one.
    } finally {
      clearTimeout(dog);
      whole.signal.removeEventListener("abort", stop);
    }
    return !whole.signal.aborted;
  }

  /** @param {Response} answer */
  async #refused(answer) {
    const problem = await answer.json().catch(() => ({}));
    if (answer.status === 401) {
      this.#listener.state("signed-out");
      return false;
    }
    if (problem.code === "unknown-place") {
      this.#listener.lost();
      return false;
    }
    return true;
  }

  /** @param {import("./sse.js").Block} block */
  #take(block) {
    if (block.data) {
      const event = /** @type {Api.Event} */ (JSON.parse(block.data));
      if (this.#place && !later(event.id, this.#place)) return;
      this.#place = event.id;
      this.#listener.event(event);
    } else if (block.id && (!this.#place || later(block.id, this.#place))) {
      this.#place = block.id;
    }
  }

  /** Waits longer each time, and by chance, so that not all pages come back at the same moment. */
  #wait() {
    const pause = this.#pause * (0.5 + Math.random());
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    return new Promise((/** @type {(value?: unknown) => void} */ done) => {
      const timer = setTimeout(done, pause);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

/**
 * Whether one id of the log comes behind another.
 * @param {string} a
 * @param {string} b
 */
export function later(a, b) {
  const [aTime, aNumber] = parts(a);
  const [bTime, bNumber] = parts(b);
  return aTime > bTime || (aTime === bTime && aNumber > bNumber);
}

/** @param {string} id */
function parts(id) {
  const [time, number = "0"] = id.split("-");
  return [Number(time), Number(number)];
}
