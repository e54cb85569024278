// How far a job is, and for how long it has run.

import { ended } from "./words.js";
import { now } from "./times.js";

/** When the job of a card began; the same card may be drawn again elsewhere, and later. @type {WeakMap<Api.Card, number>} */
const begins = new WeakMap();

/**
 * @typedef {object} Running
 * @property {boolean} running whether it runs, so that its time goes on
 * @property {number | undefined} percent
 * @property {string} note
 * @property {number} ms how long it has run, by the gateway's clock
 */

/**
 * How far a job is now. A card tells how long it had run when it was drawn; from then on time is counted here.
 * @param {Api.Card} card
 * @param {Ui.Progress | undefined} progress what events told since
 * @returns {Running}
 */
export function running(card, progress) {
  const drawn = /^(\d+)%\s*(.*)$/s.exec(field(card, "progress"));
  const began = begins.get(card) ?? now() - spoken(field(card, "elapsed")) * 1000;
  begins.set(card, began);
  return {
    running: !ended(card.state) && (card.state === "running" || progress !== undefined),
    percent: progress?.percent ?? (drawn ? Number(drawn[1]) : undefined),
    note: progress?.note ?? drawn?.[2] ?? "",
    ms: now() - began,
  };
}

/**
 * @param {Api.Card} card
 * @param {string} key
 */
function field(card, key) {
  return card.fields?.find((f) => f.key === key)?.value ?? "";
}

/** Seconds. @param {string} words such as `1h 2m 3s` */
function spoken(words) {
  const units = /** @type {Record<string, number>} */ ({ d: 86400, h: 3600, m: 60, s: 1 });
  return [...words.matchAll(/(\d+)\s*([dhms])/g)].reduce((sum, [, n, unit]) => sum + Number(n) * units[unit], 0);
}
