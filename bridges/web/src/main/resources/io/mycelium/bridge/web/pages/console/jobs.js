import { html, nothing } from "../elements/part.js";
import "./list.js";
import { Page } from "./page.js";
import "./chart.js";
import { address, ask, asked } from "./address.js";
import { button } from "./act.js";
import { depthOf } from "./watch.js";
import { clock, length, now } from "../model/times.js";
import { ended } from "../model/words.js";

const HOUR = 3_600_000;
const TICK = 10_000;
const STATES = ["waiting", "delayed", "held", "running", "done", "failed", "cancelled", "dead"];

/** The jobs of a room, and how it went with them in the last hour. */
class Jobs extends Page {
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #ticks;

  topics() {
    return ["depth", "route", "session"];
  }

  connectedCallback() {
    super.connectedCallback();
    this.#ticks = setInterval(() => !document.hidden && this.requestUpdate(), TICK);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#ticks);
  }

  /** @type {import("./list.js").Kind} */
  #kind = {
    command: "job list",
    families: ["job."],
    hidden: ["started", "ended"],
    key: (row) => row.number,
    empty: () =>
      asked().get("state") === "all"
        ? html`<a class="button" href="/rooms/${encodeURIComponent(this.room)}">Go to ${this.room}</a>`
        : html`<button class="button" @click=${() => ask({ state: "all" })}>Show all jobs</button>`,
    href: (row) => address({ show: `job:${row.number.replace("#", "")}` }),
    end: (row) =>
      ended(row.state) || row.state === "cancelling"
        ? ""
        : button({
            label: "Cancel",
            command: "job cancel",
            of: row.number,
            options: { job: row.number },
            room: this.room,
            style: "danger",
          }),
  };

  render() {
    const state = asked().get("state") ?? "";
    const options = STATES.includes(state) ? { state } : state === "all" ? { all: true } : {};
    return html`<div class="console-sections is-one">
      ${this.#charts()}
      <div class="console-form">
        <label class="console-choice"
          >State
          <select @change=${(/** @type {Event} */ e) => ask({ state: /** @type {HTMLSelectElement} */ (e.target).value })}>
            <option value="">not ended</option>
            <option value="all" .selected=${state === "all"}>all</option>
            ${STATES.map((s) => html`<option value=${s} .selected=${s === state}>${s}</option>`)}
          </select></label
        >
      </div>
      <myc-console-list
        .kind=${this.#kind}
        .options=${options}
        .room=${this.room}
        .filter=${this.filter}
        label="Jobs in ${this.room}"
      ></myc-console-list>
    </div>`;
  }

  #charts() {
    const depth = depthOf(this.room);
    const at = now();
    if (!depth.since) return nothing;
    const points = depth.points.filter((p) => p.at <= at);
    const last = points.at(-1);
    const waits = depth.waits(at);
    const short = at - depth.since < HOUR - TICK;
    const known = short
      ? `Known since ${clock(new Date(depth.since).toISOString())}; of jobs before that, too many have ended. `
      : "";
    const least = depth.partial ? "at least " : "";
    const longest = Math.max(0, ...waits.map((w) => w.ms));
    const lines = [
      { name: "waiting", as: "steps", points: points.map((p) => ({ at: p.at, value: p.waiting })) },
      { name: "running", as: "steps", points: points.map((p) => ({ at: p.at, value: p.running })) },
    ];
    const most = Math.max(0, ...points.filter((p) => p.at > at - HOUR).flatMap((p) => [p.waiting, p.running]));
    return html`<div class="charts">
      <myc-console-chart
        heading="Jobs at a time"
        .words="${known}Now ${least}${last?.waiting ?? 0} waiting, ${least}${last?.running ?? 0} running."
        .top=${most ? `up to ${most}` : ""}
        .lines=${lines}
        .now=${at}
        .since=${depth.since}
      ></myc-console-chart>
      <myc-console-chart
        heading="How long jobs waited"
        .words=${waits.length ? `${waits.length} began in the hour; the longest waited ${length(longest)}.` : "No job began in the last hour, so there is nothing to show."}
        .top=${longest ? `up to ${length(longest)}` : ""}
        .lines=${[{ name: "waited", as: "bars", points: waits.map((w) => ({ at: w.at, value: w.ms })) }]}
        .now=${at}
        .since=${depth.since}
      ></myc-console-chart>
      ${this.#table(depth, at)}
    </div>`;
  }

  /**
   * @param {import("./depth.js").Depth} depth
   * @param {number} at
   */
  #table(depth, at) {
    const time = (/** @type {number} */ t) => clock(new Date(t).toISOString());
    return html`<table class="hidden">
      <caption>
        Jobs in ${this.room} in the last hour
      </caption>
      <thead>
        <tr>
          ${["Time", "Most waiting", "Most running", "Began", "Longest wait"].map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${depth.table(at).map(
          (part) =>
            html`<tr>
              <th scope="row">${time(part.from)} to ${time(part.to)}</th>
              <td>${part.waiting ?? "not known"}</td>
              <td>${part.running ?? "not known"}</td>
              <td>${part.began}</td>
              <td>${part.longest === undefined ? "none known" : length(part.longest)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }
}
customElements.define("myc-console-jobs", Jobs);
