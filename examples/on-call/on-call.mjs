// Says who is on call. The options come as one JSON object on standard input, the reply leaves as one on standard output.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readRota } from "./rota.mjs";
import { beginning, shifts } from "./shifts.mjs";
import { Refusal, escaped, stretch, table } from "./words.mjs";
import { Zone, moment } from "./zone.mjs";

const OWN_ROTA = fileURLToPath(new URL("rota.json", import.meta.url));

/** @param {{ at?: string, next?: number, zone?: string, rota?: string }} options */
function reply({ at = "now", next = 3, zone, rota = OWN_ROTA }) {
  const read = readRota(rota);
  const shown = zone ? new Zone(zone.trim()) : read.zone;
  const now = Date.now();
  const asked = moment(at, read.zone, now);
  if (asked < beginning(read)) throw new Refusal(`The rota begins only on ${shown.shown(beginning(read))}.`);
  const [first, ...others] = shifts(read, asked, next + 1);
  return [headline(first, at.trim() === "now" ? undefined : asked, asked, shown), ...later([first, ...others], shown)].join("\n\n");
}

function headline(/** @type {import("./shifts.mjs").Shift} */ shift, /** @type {number | undefined} */ then, /** @type {number} */ at, /** @type {Zone} */ zone) {
  const reach = shift.who.reach ? ` (${escaped(shift.who.reach)})` : "";
  const when = then === undefined ? "is on call" : `is on call on ${zone.shown(then)}`;
  if (shift.until === Infinity) return `**${escaped(shift.who.name)}**${reach} ${when}, with nobody to follow.`;
  return `**${escaped(shift.who.name)}**${reach} ${when}, until ${zone.shown(shift.until)}: ${stretch(shift.until - at)} more.`;
}

function later(/** @type {import("./shifts.mjs").Shift[]} */ all, /** @type {Zone} */ zone) {
  if (all.length < 2) return [];
  const rows = all.map(({ from, until, who }) => [zone.shown(from), until === Infinity ? "open" : zone.shown(until), escaped(who.name), escaped(who.reach)]);
  return [table(["from", "until", "who", "reach"], rows), `Times of \`${zone.name}\`.`];
}

try {
  console.log(JSON.stringify({ markdown: reply(JSON.parse(readFileSync(0, "utf8"))) }));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.log(JSON.stringify({ error: error.message }));
  process.exitCode = 1;
}
