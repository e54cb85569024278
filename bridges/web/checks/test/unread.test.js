import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";

const { newFrom } = await import(`${pages}model/unread.js`);

const post = (n, author = "bob") => ({ id: `pst_${n}`, author: { id: author } });
const known = (posts, more = {}) => ({ posts, older: false, newer: false, ...more });

test("what is new begins behind the last post that was read", () => {
  assert.equal(newFrom(known([post(1), post(2), post(3)]), "pst_1", "me"), "pst_2");
  assert.equal(newFrom(known([post(1), post(2)]), "pst_2", "me"), "");
});

test("the last post that was read may be in a thread", () => {
  assert.equal(newFrom(known([post(1), post(3)]), "pst_2", "me"), "pst_3");
});

test("one's own posts are not new", () => {
  assert.equal(newFrom(known([post(1), post(2, "me"), post(3)]), "pst_1", "me"), "pst_3");
});

test("to somebody who has read nothing all is new", () => {
  assert.equal(newFrom(known([post(1), post(2)]), "", "me"), "pst_1");
  assert.equal(newFrom(known([]), "", "me"), "");
});

test("it waits for the posts among which it begins", () => {
  assert.equal(newFrom(known([post(5), post(6)], { older: true }), "pst_2", "me"), undefined);
  assert.equal(newFrom(known([post(1), post(2)], { newer: true }), "pst_2", "me"), undefined);
  assert.equal(newFrom(known([post(2), post(3)], { older: true }), "pst_2", "me"), "pst_3");
});
