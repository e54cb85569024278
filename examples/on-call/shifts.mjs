// Who is on call when. Turns go round by local days, swaps are laid over them, the last one of the file on top.

import { DAY } from "./zone.mjs";

/** @typedef {import("./rota.mjs").Rota} Rota */
/** @typedef {{ from: number, until: number, who: import("./rota.mjs").Person }} Shift both ends are instants */

const MOST_STEPS = 1_000;

/** When the first turn begins. */
export function beginning(/** @type {Rota} */ rota) {
  return rota.zone.instant(rota.starts);
}

/**
 * The shift at a moment and those after it, each as long as the same person has it.
 * @param {Rota} rota
 * @param {number} at not before the rota begins
 * @param {number} count
 * @returns {Shift[]} fewer when nobody follows the last of them, whose end is infinity then
 */
export function shifts(rota, at, count) {
  /** @type {Shift[]} */
  const found = [];
  let from = startOf(rota, at);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { who, until } = piece(rota, from);
    const last = found.at(-1);
    if (last?.who === who) last.until = until;
    else if (found.length === count) return found;
    else found.push({ from, until, who });
    from = until;
  }
  found[found.length - 1].until = Infinity;
  return found;
}

/** Goes back from a moment as long as the same person was on call. */
function startOf(/** @type {Rota} */ rota, /** @type {number} */ at) {
  const begin = beginning(rota);
  const who = piece(rota, at).who;
  let from = edgeBefore(rota, at);
  for (let step = 0; step < MOST_STEPS && from > begin && piece(rota, from - 1).who === who; step++) from = edgeBefore(rota, from - 1);
  return from;
}

/** Who has a moment, and until which edge. */
function piece(/** @type {Rota} */ rota, /** @type {number} */ at) {
  const number = turn(rota, at);
  const swap = rota.swaps.findLast(({ from, until }) => from <= at && at < until);
  const edges = [turnBegins(rota, number + 1), ...rota.swaps.flatMap(({ from, until }) => [from, until])];
  return { who: swap?.who ?? rota.people[number % rota.people.length], until: Math.min(...edges.filter((edge) => edge > at)) };
}

function edgeBefore(/** @type {Rota} */ rota, /** @type {number} */ at) {
  const edges = [turnBegins(rota, turn(rota, at)), ...rota.swaps.flatMap(({ from, until }) => [from, until])];
  return Math.max(beginning(rota), ...edges.filter((edge) => edge <= at));
}

/** Which turn a moment lies in, counted from 0. */
function turn(/** @type {Rota} */ rota, /** @type {number} */ at) {
  let number = Math.max(0, Math.floor((rota.zone.local(at) - rota.starts) / (rota.days * DAY)));
  while (number > 0 && turnBegins(rota, number) > at) number--;
  while (turnBegins(rota, number + 1) <= at) number++;
  return number;
}

function turnBegins(/** @type {Rota} */ rota, /** @type {number} */ number) {
  return rota.zone.instant(rota.starts + number * rota.days * DAY);
}
