import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";

const { Depth } = await import(`${pages}console/depth.js`);
const { apart, fits } = await import(`${pages}console/filter.js`);

const at = (clock) => Date.parse(`2030-01-01T${clock}Z`);
const event = (type, number, clock) => ({ type, number, at: `2030-01-01T${clock}Z` });
const moment = (clock) => (clock ? `2030-01-01T${clock}Z` : "");
const job = (number, asked, started = "", ended = "") => ({
  number,
  asked: moment(asked),
  started: moment(started),
  ended: moment(ended),
});

test("knows from lists how the hour before was", () => {
  const depth = new Depth();
  const past = [
    job("#4", "10:28:00"),
    job("#3", "10:10:00", "10:20:00"),
    job("#2", "10:05:00", "10:05:30", "10:06:00"),
    job("#1", "08:00:00", "", "10:01:00"),
  ];

  depth.seed(past.slice(0, 2), at("10:30:00"), false, past);

  const counts = depth.points.map((p) => [p.waiting, p.running]);
  assert.deepEqual(counts, [
    [1, 0],
    [0, 0],
    [1, 0],
    [0, 1],
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
    [1, 1],
  ]);
  assert.deepEqual(
    depth.waits(at("10:30:00")).map((w) => w.ms),
    [30_000, 600_000],
  );
});

test("knows nothing of the time before the oldest job that it read", () => {
  const depth = new Depth();
  depth.seed([], at("10:30:00"), false, [job("#9", "10:25:00", "10:25:00", "10:26:00")], true);

  const parts = depth.table(at("10:30:00"));

  assert.deepEqual([parts[0].waiting, parts[0].running], [0, 1]);
  assert.deepEqual([parts[1].waiting, parts[1].running], [undefined, undefined]);
});

test("counts a job from its events, and how long it waited", () => {
  const depth = new Depth();
  depth.seed([], at("10:00:00"));

  depth.take(event("job.queued", 7, "10:01:00"));
  depth.take(event("job.started", 7, "10:01:30"));
  depth.take(event("job.ended", 7, "10:02:00"));

  const counts = depth.points.map((p) => [p.waiting, p.running]);
  assert.deepEqual(counts, [
    [0, 0],
    [0, 0],
    [1, 0],
    [0, 1],
    [0, 0],
  ]);
  assert.deepEqual(depth.waits(at("10:03:00")), [{ at: at("10:01:30"), ms: 30_000 }]);
});

test("takes an event that the list knew of already once", () => {
  const depth = new Depth();
  depth.seed([job("#7", "10:00:00", "10:00:50")], at("10:01:00"));

  depth.take(event("job.started", 7, "10:00:50"));

  assert.deepEqual([depth.points.at(-1).waiting, depth.points.at(-1).running], [0, 1]);
  assert.equal(depth.waits(at("10:01:00")).length, 1);
});

test("finds each of the words, in any cell", () => {
  assert.equal(fits(["#12", "Release-Notes", "done"], "notes DONE"), true);
  assert.equal(fits(["#12", "Release-Notes", "done"], "notes failed"), false);
  assert.equal(fits(["#12"], ""), true);
});

test("keeps the names of alike rows when a newer one comes", () => {
  const before = apart(["a", "b", "a"]);

  const after = apart(["a", "a", "b", "a"]);

  assert.deepEqual(after.slice(1), before);
  assert.equal(new Set(after).size, 4);
});
