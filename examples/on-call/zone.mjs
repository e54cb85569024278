// Local times of a zone. A local time is the milliseconds that it would be since 1970 if it were in UTC; so days can be
// added to it, and a handover at nine stays at nine when the clocks are changed.

import { Refusal, quoted } from "./words.mjs";

export const DAY = 86_400_000;
const LOCAL = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/;

export class Zone {
  #format;
  #shown;

  /**
   * @param {string} name as in the time zone database
   * @throws {Refusal} when there is none of that name
   */
  constructor(name) {
    this.name = name;
    const plain = { timeZone: name, calendar: "iso8601", numberingSystem: "latn", hourCycle: /** @type {"h23"} */ ("h23") };
    const parts = /** @type {const} */ ({ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
    try {
      if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(name)) throw new RangeError(name);
      this.#format = new Intl.DateTimeFormat("en", { ...plain, ...parts, second: "2-digit" });
      this.#shown = new Intl.DateTimeFormat("en", { ...plain, ...parts, weekday: "short", timeZoneName: "shortOffset" });
    } catch {
      throw new Refusal(`There is no time zone ${quoted(name)}; one is written as Europe/Berlin or UTC.`);
    }
  }

  /** The local time of an instant. */
  local(/** @type {number} */ instant) {
    const found = parts(this.#format, instant);
    return Date.UTC(Number(found.year), Number(found.month) - 1, Number(found.day), Number(found.hour), Number(found.minute), Number(found.second));
  }

  /** The instant of a local time: the first of two where the clocks go back, as much later as they jump where they go forward. */
  instant(/** @type {number} */ local) {
    const offsets = [local - DAY, local + DAY].map((around) => this.local(around) - around);
    const candidates = offsets.map((offset) => local - offset).sort((a, b) => a - b);
    return candidates.find((candidate) => this.local(candidate) === local) ?? local - offsets[0];
  }

  /** For people, such as `Mon 2026-03-30 09:00 GMT+2`. */
  shown(/** @type {number} */ instant) {
    const found = parts(this.#shown, instant);
    return `${found.weekday} ${found.year}-${found.month}-${found.day} ${found.hour}:${found.minute} ${found.timeZoneName}`;
  }
}

/**
 * Reads `2026-12-24T18:00`, or a day, which means noon.
 * @param {unknown} text
 * @param {string} what is named where it is not one
 */
export function localTime(text, what) {
  const [, year, month, day, hour = "12", minute = "00"] = LOCAL.exec(String(text)) ?? [];
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  const exact = !Number.isNaN(local) && new Date(local).toISOString().startsWith(`${year}-${month}-${day}T${hour}:${minute}`);
  if (!exact || local < 0) throw new Refusal(`${what} is ${quoted(text)}, but takes a time such as 2026-12-24T18:00.`);
  return local;
}

/** Reads what a caller gives as a moment: now, a local time of the zone, or one with its offset. */
export function moment(/** @type {string} */ text, /** @type {Zone} */ zone, /** @type {number} */ now) {
  const given = text.trim();
  if (given === "now") return now;
  if (INSTANT.test(given) && !Number.isNaN(Date.parse(given))) return Date.parse(given);
  return zone.instant(localTime(given, "The time asked for"));
}

function parts(/** @type {Intl.DateTimeFormat} */ format, /** @type {number} */ instant) {
  return Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]));
}
