// Times as people read them, by the gateway's clock: this machine's own may be wrong.

import { prefs } from "./prefs.js";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Below this a difference of clocks may as well be the network's. */
const SKEW_THAT_MATTERS = 5_000;

let skew = 0;

/** @param {string | null} date the Date header of an answer */
export function noteServerTime(date) {
  const difference = date ? Date.parse(date) - Date.now() : NaN;
  if (!Number.isNaN(difference)) skew = Math.abs(difference) > SKEW_THAT_MATTERS ? difference : 0;
}

/** Milliseconds since the epoch, at the gateway. */
export function now() {
  return Date.now() + skew;
}

/** @param {Intl.DateTimeFormatOptions} options */
function format(options) {
  return new Intl.DateTimeFormat(undefined, { timeZone: prefs.zone || undefined, ...options });
}

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/**
 * @param {string} name
 * @param {Intl.DateTimeFormatOptions} options
 */
function cached(name, options) {
  const key = name + prefs.zone;
  let found = formats.get(key);
  if (!found) formats.set(key, (found = format(options)));
  return found;
}

/** @param {string} at */
export function clock(at) {
  return cached("clock", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(at));
}

/** With seconds. @param {number} at milliseconds since the epoch */
export function exactClock(at) {
  return cached("seconds", { timeStyle: "medium", hourCycle: "h23" }).format(at);
}

/** @param {string} at */
export function exactly(at) {
  return cached("exact", { dateStyle: "full", timeStyle: "long" }).format(new Date(at));
}

/**
 * Today, Yesterday, or the date.
 * @param {string} at
 */
export function day(at) {
  const date = new Date(at);
  const days = cached("day", { dateStyle: "short" });
  if (days.format(date) === days.format(new Date(now()))) return "Today";
  if (days.format(date) === days.format(new Date(now() - DAY * 1000))) return "Yesterday";
  return cached("long", { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(date);
}

/**
 * `just now`, `5 min ago`, `in 3 h`, or the date when it is more than a week away.
 * @param {string} at
 */
export function relative(at) {
  const seconds = Math.round((now() - Date.parse(at)) / 1000);
  const size = Math.abs(seconds);
  if (size < 45) return seconds >= 0 ? "just now" : "in a moment";
  if (size > 7 * DAY) return cached("short", { day: "numeric", month: "short", year: "numeric" }).format(new Date(at));
  const text =
    size < HOUR
      ? `${Math.round(size / MINUTE)} min`
      : size < DAY
        ? `${Math.round(size / HOUR)} h`
        : `${Math.round(size / DAY)} d`;
  return seconds >= 0 ? `${text} ago` : `in ${text}`;
}

/**
 * A length of time: `8 s`, `2 min 5 s`, `3 h 10 min`.
 * @param {number} ms
 */
export function length(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < MINUTE) return `${s} s`;
  if (s < HOUR) return `${Math.floor(s / MINUTE)} min ${s % MINUTE} s`;
  return `${Math.floor(s / HOUR)} h ${Math.floor((s % HOUR) / MINUTE)} min`;
}

/** @param {string} text whether it is an instant as the gateway writes them */
export function isInstant(text) {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(text);
}

/** @param {number} bytes */
export function size(bytes) {
  const units = ["B", "kB", "MB", "GB"];
  let unit = 0;
  while (bytes >= 1000 && unit < 3) {
    bytes /= 1000;
    unit++;
  }
  return `${unit && bytes < 10 ? bytes.toFixed(1) : Math.round(bytes)} ${units[unit]}`;
}
