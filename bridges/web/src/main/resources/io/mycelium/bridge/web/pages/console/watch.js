// Watches the jobs of rooms that were looked at, for as long as this page is open.

import { keyed } from "../model/directory.js";
import { store } from "../model/store.js";
import { now } from "../model/times.js";
import { Depth } from "./depth.js";
import { pages } from "./feed.js";

const PAGES = 10;
/** Of those that have ended, too. */
const PAST = 4;

/** @type {Map<string, Depth>} */
const watched = new Map();
/** @type {Map<string, Api.Event[]>} what happens while a list is on its way */
const meanwhile = new Map();

store.listeners.push((event) => {
  const depth = watched.get(event.room ?? "");
  if (!depth || !event.type.startsWith("job.")) return;
  meanwhile.get(event.room ?? "")?.push(event);
  depth.take(event);
  if (event.type !== "job.progress") store.topics.changed("depth");
});
store.topics.on("connection", () => {
  if (store.connection === "live") for (const room of watched.keys()) void seed(room);
});

/** @param {string} room */
export function depthOf(room) {
  let depth = watched.get(room);
  if (!depth) {
    watched.set(room, (depth = new Depth()));
    void seed(room);
  }
  return depth;
}

/** @param {string} room */
async function seed(room) {
  if (meanwhile.has(room)) return;
  meanwhile.set(room, []);
  const at = now();
  try {
    const [open, past] = await Promise.all([list(room, {}, PAGES), list(room, { all: true }, PAST)]);
    const depth = watched.get(room);
    depth?.seed(open.rows, at, open.more, past.rows, past.more);
    meanwhile.get(room)?.forEach((event) => depth?.take(event));
  } catch {
    // The list beside says why.
  }
  meanwhile.delete(room);
  store.topics.changed("depth");
}

/**
 * @param {string} room
 * @param {Record<string, unknown>} options
 * @param {number} most pages
 */
async function list(room, options, most) {
  const table = await pages({ path: "job-list", options, room }, most);
  return { rows: table ? table.rows.map((row) => keyed(table, row)) : [], more: Boolean(table?.nextPage) };
}
