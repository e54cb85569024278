// The rota file: who takes turns, from when, for how long, and who stands in. All that is wrong is refused by its name.

import { readFileSync, statSync } from "node:fs";
import { Refusal, line, quoted } from "./words.mjs";
import { Zone, localTime } from "./zone.mjs";

const MOST_BYTES = 1 << 20;
const MOST_PEOPLE = 200;
const MOST_SWAPS = 2_000;
const MOST_DAYS = 366;

/** @typedef {{ name: string, reach: string }} Person */
/** @typedef {{ from: number, until: number, who: Person }} Swap both ends are instants */
/** @typedef {{ zone: Zone, starts: number, days: number, people: Person[], swaps: Swap[] }} Rota `starts` is a local time */

/**
 * Reads a rota.
 * @param {string} path
 * @returns {Rota}
 * @throws {Refusal} naming what is wrong
 */
export function readRota(path) {
  const given = fields(parsed(content(path)), "The rota", ["zone", "starts", "days", "people"], ["swaps"]);
  const zone = new Zone(text(given.zone, "zone"));
  const people = list(given.people, "people", 1, MOST_PEOPLE).map(person);
  const names = people.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new Refusal(`${quoted(twice)} is twice among the people.`);
  return {
    zone,
    starts: localTime(given.starts, "'starts'"),
    days: whole(given.days, "days", 1, MOST_DAYS),
    people,
    swaps: list(given.swaps ?? [], "swaps", 0, MOST_SWAPS).map((entry) => swap(entry, zone, people)),
  };
}

function content(/** @type {string} */ path) {
  try {
    const found = statSync(path);
    if (!found.isFile()) throw new Refusal("The rota is not a file.");
    if (found.size > MOST_BYTES) throw new Refusal("The rota is larger than 1 MiB.");
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("The rota cannot be read.");
  }
}

function parsed(/** @type {string} */ content) {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new Refusal(`The rota is not JSON: ${line(error instanceof Error ? error.message : "", 160)}.`);
  }
}

function person(/** @type {unknown} */ entry) {
  const given = fields(entry, "One of the people", ["name"], ["reach"]);
  return { name: text(given.name, "name"), reach: given.reach === undefined ? "" : text(given.reach, "reach") };
}

function swap(/** @type {unknown} */ entry, /** @type {Zone} */ zone, /** @type {Person[]} */ people) {
  const given = fields(entry, "One of the swaps", ["from", "until", "who"], []);
  const from = zone.instant(localTime(given.from, "'from' of a swap"));
  const until = zone.instant(localTime(given.until, "'until' of a swap"));
  if (from >= until) throw new Refusal(`A swap goes from ${quoted(given.from)} until ${quoted(given.until)}, which is no stretch of time.`);
  const who = people.find(({ name }) => name === given.who);
  if (!who) throw new Refusal(`${quoted(given.who)} stands in, but is not among the people.`);
  return { from, until, who };
}

/** @returns {Record<string, unknown>} */
function fields(/** @type {unknown} */ value, /** @type {string} */ what, /** @type {string[]} */ required, /** @type {string[]} */ others) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Refusal(`${what} is not an object.`);
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing) throw new Refusal(`${what} has no '${missing}'.`);
  const known = [...required, ...others];
  const unknown = Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Refusal(`${what} has ${quoted(unknown)}, but takes ${known.join(", ")}.`);
  return Object.assign(Object.create(null), value);
}

function list(/** @type {unknown} */ value, /** @type {string} */ name, /** @type {number} */ least, /** @type {number} */ most) {
  if (!Array.isArray(value) || value.length < least || value.length > most) throw new Refusal(`'${name}' takes a list of ${least} to ${most}.`);
  return value;
}

function text(/** @type {unknown} */ value, /** @type {string} */ name) {
  if (typeof value !== "string" || line(value, 200) === "") throw new Refusal(`'${name}' takes a text.`);
  return value;
}

function whole(/** @type {unknown} */ value, /** @type {string} */ name, /** @type {number} */ least, /** @type {number} */ most) {
  if (!Number.isInteger(value) || Number(value) < least || Number(value) > most) throw new Refusal(`'${name}' takes a whole number from ${least} to ${most}.`);
  return Number(value);
}
