// How many jobs wait and run, and how long they waited: what lists and events tell, and nothing that they do not.

const HOUR = 3_600_000;

/** @typedef {{ at: number, waiting: number, running: number }} Point so it was from then on */
/** @typedef {{ at: number, ms: number }} Wait a job began, after so long */
/** @typedef {{ running: boolean, asked: number }} Known */
/** @typedef {Record<string, string>} Row of a list, by the keys of its columns */

export class Depth {
  /** From when on it is known, in milliseconds since the epoch; 0 while nothing is. */
  since = 0;
  /** Whether there were more jobs than were read. */
  partial = false;
  /** @type {Point[]} */
  points = [];
  /** @type {Map<string, Wait>} by job and turn */
  #waits = new Map();
  /** @type {Map<string, Known>} by number */
  #jobs = new Map();

  /**
   * Takes what lists tell: of all jobs that wait or run, and of the last ones that were asked for.
   * @param {readonly Row[]} open rows of `job list`
   * @param {number} at when it was asked for
   * @param {boolean} [partial] whether there are more that wait or run
   * @param {readonly Row[]} [past] rows of `job list --all`
   * @param {boolean} [more] whether there are older ones
   */
  seed(open, at, partial = false, past = [], more = false) {
    this.partial = partial;
    this.#jobs = new Map(open.map((row) => [id(row), { running: row.started !== "", asked: Date.parse(row.asked) }]));
    const all = [...new Map([...past, ...open].map((row) => [id(row), row])).values()];
    const oldest = Math.min(at, ...past.map((row) => Date.parse(row.asked)));
    this.since = more ? Math.max(at - HOUR, oldest) : at - HOUR;
    this.points = [{ at: this.since, waiting: 0, running: 0 }];
    for (const point of this.#history(all)) {
      if (point.at > this.since) this.points.push(point);
      else this.points[0] = { ...point, at: this.since };
    }
    this.#point(at);
  }

  /** How it was after each move of the jobs. @param {readonly Row[]} rows @returns {Point[]} */
  #history(rows) {
    const moves = rows.flatMap((row) => {
      const [asked, started, ended] = [row.asked, row.started, row.ended].map((t) => (t ? Date.parse(t) : 0));
      if (started >= asked) this.#waited(id(row), started, asked);
      return [
        { at: asked, waiting: 1, running: 0 },
        ...(started ? [{ at: started, waiting: -1, running: 1 }] : []),
        ...(ended ? [{ at: ended, waiting: started ? 0 : -1, running: started ? -1 : 0 }] : []),
      ];
    });
    let [waiting, running] = [0, 0];
    return moves
      .sort((a, b) => a.at - b.at)
      .map((move) => ({ at: move.at, waiting: (waiting += move.waiting), running: (running += move.running) }));
  }

  /** @param {{ type: string, number: number, at: string }} event */
  take({ type, number, at }) {
    const time = Date.parse(at);
    const key = String(number);
    const known = this.#jobs.get(key);
    if (type === "job.queued" || type === "job.requeued") this.#jobs.set(key, { running: false, asked: time });
    else if (type === "job.started") {
      if (known && !known.running) this.#waited(key, time, known.asked);
      this.#jobs.set(key, { running: true, asked: known?.asked ?? time });
    } else if (type === "job.ended") this.#jobs.delete(key);
    else return;
    if (this.since) this.#point(time);
  }

  /**
   * @param {string} job
   * @param {number} at
   * @param {number} asked
   */
  #waited(job, at, asked) {
    this.#waits.set(`${job} ${asked}`, { at, ms: Math.max(0, at - asked) });
  }

  /** @param {number} at */
  #point(at) {
    const running = [...this.#jobs.values()].filter((job) => job.running).length;
    this.points = this.points.filter((p) => p.at > at - 2 * HOUR);
    this.points.push({ at: Math.max(at, this.points.at(-1)?.at ?? 0), waiting: this.#jobs.size - running, running });
  }

  /** The waits that ended in the hour before. @param {number} now @returns {Wait[]} */
  waits(now) {
    for (const [key, wait] of this.#waits) if (wait.at < now - HOUR) this.#waits.delete(key);
    return [...this.#waits.values()].sort((a, b) => a.at - b.at);
  }

  /**
   * The hour before in parts of ten minutes, the latest first: the most that waited and ran at a time, and the longest
   * wait that ended. A part of which nothing is known has none of them.
   * @param {number} now
   */
  table(now) {
    const waits = this.waits(now);
    return [0, 1, 2, 3, 4, 5].map((n) => {
      const to = now - (n * HOUR) / 6;
      const from = to - HOUR / 6;
      const before = this.points.findLast((p) => p.at <= from);
      const seen = [...(before ? [before] : []), ...this.points.filter((p) => p.at > from && p.at <= to)];
      const ended = waits.filter((w) => w.at > from && w.at <= to);
      const most = (/** @type {number[]} */ all) => (all.length ? Math.max(...all) : undefined);
      return {
        from,
        to,
        waiting: most(seen.map((p) => p.waiting)),
        running: most(seen.map((p) => p.running)),
        began: ended.length,
        longest: most(ended.map((w) => w.ms)),
      };
    });
  }
}

/** @param {Row} row */
function id(row) {
  return row.number.replace("#", "");
}
