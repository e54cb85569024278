import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";

const { Timeline } = await import(`${pages}model/timeline.js`);
const { Window, WINDOW } = await import(`${pages}model/window.js`);
const { sequence } = await import(`${pages}model/sequence.js`);

const START = Date.parse("2026-01-01T10:00:00Z");
const post = (n, more = {}) => ({
  id: `pst_${String(n).padStart(6, "0")}`,
  at: new Date(START + n * 1000).toISOString(),
  author: { id: "ada" },
  reply: { kind: "text", markdown: String(n) },
  replies: 0,
  content: { is: "said" },
  ...more,
});
const posts = (from, to) => Array.from({ length: to - from }, (_, i) => post(from + i));
const page = (from, to, older = false, newer = false) => ({ posts: posts(from, to), older, newer, place: "1-0" });
const numbers = (timeline) => timeline.posts.map((p) => Number(p.reply.markdown));

test("a post that came while its page was under way is there once", () => {
  const timeline = new Timeline();

  timeline.expectPage();
  timeline.add(post(2));
  timeline.add(post(3));
  timeline.reset(page(0, 3));

  assert.deepEqual(numbers(timeline), [0, 1, 2, 3]);
});

test("posts that come twice or out of order stand once and in order", () => {
  const timeline = new Timeline();
  timeline.reset(page(0, 2));

  for (const n of [4, 3, 4, 2, 3]) timeline.add(post(n));

  assert.deepEqual(numbers(timeline), [0, 1, 2, 3, 4]);
});

test("any order of the same events ends the same", () => {
  for (let seed = 1; seed <= 50; seed++) {
    let state = seed;
    const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
    const events = [...posts(3, 12), ...posts(3, 12)].sort(() => random() - 0.5);
    const at = Math.floor(random() * events.length);
    const timeline = new Timeline();

    timeline.expectPage();
    events.slice(0, at).forEach((p) => timeline.add(p));
    timeline.reset(page(0, 6));
    events.slice(at).forEach((p) => timeline.add(p));

    assert.deepEqual(
      numbers(timeline),
      posts(0, 12).map((_, i) => i),
      `seed ${seed}`,
    );
  }
});

test("while newer posts are not loaded, what is newer still makes no hole", () => {
  const timeline = new Timeline();
  timeline.reset(page(10, 20, true, true));

  assert.equal(timeline.add(post(99)), false);
  timeline.expectPage();
  timeline.add(post(25));
  timeline.extend(page(20, 25), "newer");

  assert.deepEqual(
    numbers(timeline),
    posts(10, 26).map((_, i) => i + 10),
  );
});

test("a page that fails loses nothing that came meanwhile", () => {
  const timeline = new Timeline();
  timeline.reset(page(0, 2));

  timeline.expectPage();
  timeline.add(post(2));
  timeline.giveUp();

  assert.deepEqual(numbers(timeline), [0, 1, 2]);
});

test("older posts go before the others", () => {
  const timeline = new Timeline();
  timeline.reset(page(50, 60, true));

  timeline.extend(page(40, 50, false), "older");

  assert.deepEqual(
    numbers(timeline),
    posts(40, 60).map((_, i) => i + 40),
  );
  assert.equal(timeline.older, false);
});

test("what is being sent stands at the end, and stays when all is read anew", () => {
  const timeline = new Timeline();
  timeline.reset(page(0, 2));
  timeline.add(post(1, { id: "web_1", sending: true, reply: { kind: "text", markdown: "99" } }));

  timeline.add(post(5));
  timeline.reset(page(0, 7));

  assert.deepEqual(numbers(timeline), [0, 1, 2, 3, 4, 5, 6, 99]);
});

test("a changed post is another object, with the progress that events told", () => {
  const timeline = new Timeline();
  timeline.reset(page(0, 2));
  const before = timeline.posts[0];

  timeline.change(before.id, (p) => ({ ...p, progress: { percent: 5 } }));
  timeline.extend(page(0, 1), "older");

  assert.notEqual(timeline.posts[0], before);
  assert.deepEqual(timeline.posts[0].progress, { percent: 5 });
});

test("trimmed posts can be loaded again", () => {
  const timeline = new Timeline();
  timeline.reset(page(0, 10));

  timeline.trim(4);

  assert.deepEqual(numbers(timeline), [6, 7, 8, 9]);
  assert.equal(timeline.older, true);
  timeline.extend(page(4, 6, true), "older");
  assert.deepEqual(numbers(timeline), [4, 5, 6, 7, 8, 9]);
});

test("a new post is compared with few of twenty thousand", () => {
  const timeline = new Timeline();
  timeline.reset(page(0, 1));
  let compared = 0;
  const counted = posts(1, 20_000).map(({ at, ...rest }) => Object.defineProperty(rest, "at", { get: () => (compared++, at) }));

  counted.forEach((p) => timeline.add(p));

  assert.equal(timeline.posts.length, 20_000);
  assert.ok(compared < 5 * 20_000, `${compared} looks`);
});

test("the window stays at the newest while one is there", () => {
  const view = new Window();
  view.slide(posts(0, 500));

  view.slide(posts(0, 510));

  assert.deepEqual([view.from, view.to], [510 - WINDOW, 510]);
});

test("the window stays with its posts when older ones come before them", () => {
  const view = new Window();
  view.slide(posts(100, 300));
  view.stick = false;
  view.grow(posts(100, 300), "up");
  const first = posts(100, 300)[view.from].id;

  view.slide(posts(50, 320));

  assert.equal(posts(50, 320)[view.from].id, first);
  assert.ok(view.to - view.from >= WINDOW);
});

test("the window never holds more than twice its size", () => {
  const all = posts(0, 5000);
  const view = new Window();
  view.surround(all, 2500);

  for (let i = 0; i < 30; i++) {
    view.grow(all, i % 3 ? "up" : "down");
    assert.ok(view.to - view.from <= 2 * WINDOW && view.from >= 0 && view.to <= all.length);
  }
});

test("posts of one author stand under one name until time has passed or a card comes", () => {
  const items = sequence(
    [post(0), post(1), post(400), post(401, { reply: { kind: "card" } }), post(402, { author: { id: "bob" } })],
    [],
    "",
    true,
  );

  assert.deepEqual(
    items.filter((i) => i.is === "post").map((i) => i.follows),
    [false, true, false, false, false],
  );
});

test("notes stand where they came, and the mark of what is new before the first new post", () => {
  const note = { id: "n", at: new Date(START + 1500).toISOString() };

  const kinds = sequence(posts(0, 4), [note], post(3).id, true).map((i) => i.is);

  assert.deepEqual(kinds, ["day", "post", "post", "note", "post", "new", "post"]);
});

test("a note from before the first post stays where the room begins, and is left out where older posts are not shown", () => {
  const note = { id: "n", at: new Date(START - 1000).toISOString() };
  const kinds = (whole) => sequence(posts(0, 1), [note], "", whole).map((i) => i.is);

  assert.deepEqual(kinds(true), ["note", "day", "post"]);
  assert.deepEqual(kinds(false), ["day", "post"]);
});
