// What a timeline shows, from top to bottom: days, posts, and what only this viewer sees.

import { day } from "./times.js";

/**
 * @typedef {{ key: string } & (
 *   | { is: "day", at: string }
 *   | { is: "new" }
 *   | { is: "note", note: Ui.Note }
 *   | { is: "post", post: Ui.Post, follows: boolean })} Item
 */

/** Posts of one author within this many milliseconds stand under one name. */
const TOGETHER = 5 * 60_000;

/**
 * @param {readonly Ui.Post[]} posts
 * @param {readonly Ui.Note[]} notes
 * @param {string} newFrom the first post that is new to the viewer
 * @param {boolean} whole whether nothing is before these posts; else what is older than they are is not among them
 * @returns {Item[]}
 */
export function sequence(posts, notes, newFrom, whole) {
  /** @type {Item[]} */
  const items = [];
  const waiting = [...notes].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const first = posts.length && !whole ? Date.parse(posts[0].at) : -Infinity;
  while (waiting.length && Date.parse(waiting[0].at) < first) waiting.shift();
  let before = /** @type {Ui.Post | undefined} */ (undefined);
  let today = "";
  for (const post of posts) {
    while (waiting.length && !post.sending && Date.parse(waiting[0].at) < Date.parse(post.at)) {
      items.push(item(/** @type {Ui.Note} */ (waiting.shift())));
      before = undefined;
    }
    const date = day(post.at);
    if (date !== today) {
      items.push({ is: "day", key: `day-${date}`, at: post.at });
      before = undefined;
      today = date;
    }
    if (post.id === newFrom) {
      items.push({ is: "new", key: "new" });
      before = undefined;
    }
    items.push({ is: "post", key: post.id, post, follows: joins(before, post) });
    before = post;
  }
  waiting.forEach((note) => items.push(item(note)));
  return items;
}

/** @param {Ui.Note} note @returns {Item} */
function item(note) {
  return { is: "note", key: note.id, note };
}

/**
 * @param {Ui.Post | undefined} before
 * @param {Ui.Post} post
 */
function joins(before, post) {
  if (!before || before.author.id !== post.author.id) return false;
  const words = [before, post].every((p) => p.reply?.kind !== "card");
  return words && !before.replies && Date.parse(post.at) - Date.parse(before.at) < TOGETHER;
}
