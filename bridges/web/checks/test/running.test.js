import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";

const { running } = await import(`${pages}model/running.js`);

const START = Date.parse("2026-01-01T10:00:00Z");
const card = (state, ...fields) => ({ kind: "card", title: "#1", state, fields: fields.map(([key, value]) => ({ key, value })) });

/** A clock that is at the start, and is moved by hand. @param {import("node:test").TestContext} t */
function clock(t) {
  t.mock.timers.enable({ apis: ["Date"], now: START });
  return t.mock.timers;
}

test("the time of a running job goes on from what its card told", (t) => {
  const timers = clock(t);
  const job = card("running", ["elapsed", "1m 5s"], ["progress", "40% half way"]);

  assert.deepEqual(running(job), { running: true, percent: 40, note: "half way", ms: 65_000 });
  timers.tick(10_000);
  assert.equal(running(job).ms, 75_000);
});

test("the same card drawn again elsewhere tells the same time", (t) => {
  const timers = clock(t);
  const job = card("running", ["elapsed", "5s"]);
  running(job);

  timers.tick(20_000);

  assert.equal(running(job).ms, 25_000);
});

test("events tell how far it is before its card does", (t) => {
  clock(t);
  const job = card("waiting");

  assert.equal(running(job).running, false);
  assert.deepEqual(running(job, { percent: 7, note: "copying", lines: [], skipped: 0 }), {
    running: true,
    percent: 7,
    note: "copying",
    ms: 0,
  });
});

test("at its end the time stops", (t) => {
  clock(t);

  for (const state of ["done", "failed", "cancelled", "dead"])
    assert.equal(running(card(state, ["elapsed", "9s"]), { lines: [], skipped: 0 }).running, false, state);
});
