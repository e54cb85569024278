import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";

const { address, clean, exact, title } = await import(`${pages}text/plain.js`);
const { length, relative, size, noteServerTime } = await import(`${pages}model/times.js`);
const { route } = await import(`${pages}model/route.js`);

test("a name is one line and keeps its direction to itself", () => {
  assert.equal(title("  a\u202e b\n\tc\u0000 "), "a b c");
});

test("running text keeps its lines", () => assert.equal(clean("a\r\nb\u0007\tc"), "a\nb\tc"));

test("code shows what would be hidden", () => assert.equal(exact("a\u202eb\u0007"), "a[U+202E]b\ufffd"));

test("right-to-left text itself is left alone", () =>
  assert.equal(title("\u05e9\u05dc\u05d5\u05dd"), "\u05e9\u05dc\u05d5\u05dd"));

test("addresses that may be followed", () => {
  for (const good of ["https://example.org/a", "http://x.y", "mailto:a@b.c", "/rooms/main"]) assert.ok(address(good), good);
  for (const bad of [
    "javascript:a",
    " javascript:a",
    "data:,x",
    "//x",
    "/\\x",
    "x",
    "",
    "file:///etc",
    "blob:x",
    "about:blank",
  ]) {
    assert.equal(address(bad), undefined, bad);
  }
});

test("times are told by the gateway's clock", () => {
  const day = 86_400_000;
  const there = new Date(Date.now() + day);

  noteServerTime(there.toUTCString());

  assert.equal(relative(new Date(Date.now() + day - 300_000).toISOString()), "5 min ago");
  noteServerTime(new Date().toUTCString());
});

test("lengths and sizes carry their units", () => {
  assert.deepEqual([8_000, 125_000, 11_400_000].map(length), ["8 s", "2 min 5 s", "3 h 10 min"]);
  assert.deepEqual([15, 1_500, 2_000_000].map(size), ["15 B", "1.5 kB", "2.0 MB"]);
});

test("addresses name what is shown", () => {
  assert.deepEqual(route("/rooms/main/thread/pst_1", "", "#pst_2"), {
    page: "rooms",
    room: "main",
    panel: "thread",
    id: "pst_1",
    query: undefined,
    hash: "pst_2",
  });
  assert.deepEqual(route("/rooms/a%20b"), { page: "rooms", room: "a b" });
  assert.equal(route("/rooms/main/search", "?q=x").query, "x");
  assert.equal(route("/console").id, "approvals");
  assert.equal(route("/rooms/%E0%A4%A").room, "%E0%A4%A");
  assert.equal(route("/nowhere").page, "unknown");
});
