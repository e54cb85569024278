import { Part, html, nothing } from "../elements/part.js";
import { svg } from "lit";

const WIDE = 600;
const HIGH = 120;

/**
 * @typedef {object} Line
 * @property {string} name
 * @property {"steps" | "bars"} as a value that holds until the next, or values of moments
 * @property {{ at: number, value: number }[]} points by time
 */

/** The last hour as a picture. It says in words what it shows. */
class Chart extends Part {
  static properties = {
    heading: {},
    words: {},
    top: {},
    lines: { attribute: false },
    now: { attribute: false },
    since: { attribute: false },
    span: { attribute: false },
  };

  constructor() {
    super();
    this.heading = "";
    this.words = "";
    /** What the highest value is called. */
    this.top = "";
    /** @type {Line[]} */
    this.lines = [];
    this.now = 0;
    /** From when on it is known. */
    this.since = 0;
    this.span = 3_600_000;
  }

  get #most() {
    return Math.max(1, ...this.lines.flatMap((line) => line.points.map((p) => p.value)));
  }

  /** @param {number} at */
  #x(at) {
    return Math.round(Math.max(0, Math.min(1, 1 - (this.now - at) / this.span)) * WIDE * 10) / 10;
  }

  /** @param {number} value */
  #y(value) {
    return Math.round((HIGH - 2 - (value / this.#most) * (HIGH - 8)) * 10) / 10;
  }

  render() {
    const unknown = this.#x(this.since);
    return html`<figure class="chart">
      <figcaption>
        <b>${this.heading}</b>
        ${this.lines.map((line, i) => (this.lines.length > 1 ? html`<span class="chart-name is-${i}">${line.name}</span>` : nothing))}
        <span class="chart-top">${this.top}</span>
      </figcaption>
      <svg viewBox="0 0 ${WIDE} ${HIGH}" preserveAspectRatio="none" role="img" aria-label="${this.heading}. ${this.words}">
        ${unknown > 0 ? svg`<rect class="chart-unknown" x="0" y="0" width=${unknown} height=${HIGH} />` : nothing}
        <line class="chart-ground" x1="0" x2=${WIDE} y1=${HIGH - 2} y2=${HIGH - 2} />
        ${this.lines.map((line, i) => svg`<path class="chart-line is-${i} is-${line.as}" d=${line.as === "steps" ? this.#steps(line.points) : this.#bars(line.points)} />`)}
      </svg>
      <div class="chart-times" aria-hidden="true"><span>1 h ago</span><span>30 min</span><span>now</span></div>
      <p class="muted small">${this.words}</p>
    </figure>`;
  }

  /** @param {Line["points"]} points */
  #steps(points) {
    const from = this.now - this.span;
    const before = points.findLast((p) => p.at <= from);
    const shown = [...(before ? [{ ...before, at: from }] : []), ...points.filter((p) => p.at > from)];
    if (!shown.length) return "";
    const rest = shown.slice(1).map((p) => `H${this.#x(p.at)}V${this.#y(p.value)}`);
    return `M${this.#x(shown[0].at)} ${this.#y(shown[0].value)}${rest.join("")}H${WIDE}`;
  }

  /** @param {Line["points"]} points */
  #bars(points) {
    return points.map((p) => `M${this.#x(p.at)} ${HIGH - 2}V${Math.min(this.#y(p.value), HIGH - 6)}`).join("");
  }
}
customElements.define("myc-console-chart", Chart);
