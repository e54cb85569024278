// Runs on-call.mjs as a drone does, options in and reply out, and asks its calendar what a person would look up.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { readRota } from "./rota.mjs";
import { shifts } from "./shifts.mjs";
import { escaped, stretch } from "./words.mjs";
import { Zone, moment } from "./zone.mjs";

const PROGRAM = fileURLToPath(new URL("on-call.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "on-call"));
after(() => rmSync(folder, { recursive: true }));

const WEEKLY = {
  zone: "Europe/Berlin",
  starts: "2026-01-05T09:00",
  days: 7,
  people: [{ name: "Ada", reach: "+49 30 1" }, { name: "Bob" }, { name: "Cleo" }],
};

function rotaFile(content) {
  const path = join(folder, "rota.json");
  writeFileSync(path, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return path;
}

function onCall(rota, options = {}) {
  const given = { at: "now", next: 3, ...(rota === undefined ? {} : { rota: rotaFile(rota) }), ...options };
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM], { input: JSON.stringify(given), encoding: "utf8" });
  return { code: status, log: stderr, ...JSON.parse(stdout) };
}

function refused(outcome, part) {
  assert.equal(outcome.code, 1);
  assert.equal(outcome.markdown, undefined);
  assert.equal(outcome.log, "");
  assert.ok(outcome.error.includes(part), outcome.error);
}

/** Who has the shifts from a moment on, and when each ends, in UTC. */
function turns(content, at, count) {
  const rota = readRota(rotaFile(content));
  return shifts(rota, moment(at, rota.zone, 0), count).map(({ until, who }) => `${who.name} ${new Date(until).toISOString().slice(0, 16)}`);
}

// who has it

test("people take turns, and the first follows the last", () => {
  assert.deepEqual(turns(WEEKLY, "2026-01-05T09:00", 4), ["Ada 2026-01-12T08:00", "Bob 2026-01-19T08:00", "Cleo 2026-01-26T08:00", "Ada 2026-02-02T08:00"]);
});

test("a shift ends in the minute in which the next one begins", () => {
  assert.match(turns(WEEKLY, "2026-01-12T08:59", 1)[0], /^Ada/);
  assert.match(turns(WEEKLY, "2026-01-12T09:00", 1)[0], /^Bob/);
});

test("a handover stays at nine when the clocks change", () => {
  assert.deepEqual(turns(WEEKLY, "2026-03-28", 2), ["Cleo 2026-03-30T07:00", "Ada 2026-04-06T07:00"]);
  assert.deepEqual(turns(WEEKLY, "2026-10-24", 2), ["Cleo 2026-10-26T08:00", "Ada 2026-11-02T08:00"]);
});

test("daily shifts are an hour shorter and longer on the days of change", () => {
  const daily = { ...WEEKLY, days: 1 };
  const lengths = (at) => {
    const rota = readRota(rotaFile(daily));
    return shifts(rota, moment(at, rota.zone, 0), 1).map(({ from, until }) => (until - from) / 3_600_000)[0];
  };

  assert.deepEqual(["2026-03-28", "2026-10-24", "2026-10-25"].map(lengths), [23, 25, 24]);
});

test("a handover that the clocks leave out comes as much later, and one that they repeat comes first", () => {
  const nightly = { ...WEEKLY, starts: "2026-01-01T02:30", days: 1 };

  assert.match(turns(nightly, "2026-03-28T12:00", 1)[0], / 2026-03-29T01:30$/);
  assert.match(turns(nightly, "2026-10-24T12:00", 1)[0], / 2026-10-25T00:30$/);
});

test("whole years later the count is still right", () => {
  const days = Math.round((Date.UTC(2049, 6, 1) - Date.UTC(2026, 0, 5)) / 86_400_000);
  const expected = WEEKLY.people[Math.floor(days / 7) % 3].name;

  assert.match(turns(WEEKLY, "2049-07-01T12:00", 1)[0], new RegExp(`^${expected} `));
});

test("who stands in is on call for that stretch alone", () => {
  const swapped = { ...WEEKLY, swaps: [{ from: "2026-01-07T18:00", until: "2026-01-08T09:00", who: "Cleo" }] };

  assert.deepEqual(turns(swapped, "2026-01-06", 4), ["Ada 2026-01-07T17:00", "Cleo 2026-01-08T08:00", "Ada 2026-01-12T08:00", "Bob 2026-01-19T08:00"]);
});

test("a later swap lies on top of an earlier one", () => {
  const swaps = [
    { from: "2026-01-05T09:00", until: "2026-01-12T09:00", who: "Bob" },
    { from: "2026-01-06T09:00", until: "2026-01-07T09:00", who: "Cleo" },
  ];

  assert.deepEqual(turns({ ...WEEKLY, swaps }, "2026-01-05T09:00", 3), ["Bob 2026-01-06T08:00", "Cleo 2026-01-07T08:00", "Bob 2026-01-19T08:00"]);
});

test("two turns of the same person are one shift", () => {
  const swaps = [{ from: "2026-01-12T09:00", until: "2026-01-19T09:00", who: "Ada" }];

  assert.deepEqual(turns({ ...WEEKLY, swaps }, "2026-01-14", 2), ["Ada 2026-01-19T08:00", "Cleo 2026-01-26T08:00"]);
});

test("a rota of one person has nobody to follow", () => {
  const { markdown } = onCall({ ...WEEKLY, people: [{ name: "Ada" }] });

  assert.equal(markdown, "**Ada** is on call, with nobody to follow.");
});

// what it says

test("the rota beside the function is used when none is given", () => {
  const { code, markdown } = onCall(undefined, { at: "2026-12-25" });

  assert.equal(code, 0);
  assert.ok(markdown.startsWith("**Bob** (+49 30 555 0102) is on call on Fri 2026-12-25 12:00 GMT+1, until Sun 2026-12-27 09:00 GMT+1: 1 day 21 hours more."), markdown);
  assert.ok(markdown.includes("| Sun 2026-12-27 09:00 GMT+1 | Mon 2026-12-28 09:00 GMT+1 | Cleo | cleo@example.org |"), markdown);
});

test("times are told in the zone that is asked for", () => {
  const { markdown } = onCall(WEEKLY, { at: "2026-03-28T12:00", zone: "America/New_York", next: 1 });

  assert.ok(markdown.startsWith("**Cleo** is on call on Sat 2026-03-28 07:00 GMT-4, until Mon 2026-03-30 03:00 GMT-4"), markdown);
  assert.ok(markdown.endsWith("Times of `America/New_York`."), markdown);
});

test("a moment may have an offset of its own", () => {
  assert.match(onCall(WEEKLY, { at: "2026-01-12T07:59:00Z" }).markdown, /^\*\*Ada\*\*/);
  assert.match(onCall(WEEKLY, { at: "2026-01-12T08:00:00Z" }).markdown, /^\*\*Bob\*\*/);
});

test("no shifts after this one may be asked for", () => {
  assert.equal(onCall(WEEKLY, { at: "2026-01-06", next: 0 }).markdown.includes("|"), false);
});

test("stretches of time are told in their two largest units", () => {
  const said = [0, 60_000, 3_600_000, 90_000_000, 3 * 86_400_000 + 60_000].map(stretch);

  assert.deepEqual(said, ["less than a minute", "1 minute", "1 hour", "1 day 1 hour", "3 days 1 minute"]);
});

// what is refused

test("a time before the rota, and one that is none, are refused", () => {
  refused(onCall(WEEKLY, { at: "2025-12-31" }), "The rota begins only on Mon 2026-01-05 09:00 GMT+1.");
  for (const at of ["tomorrow", "2026-02-30", "2026-01-01T25:00", "--help", "", "2026-01-01\nnow", "9".repeat(40)]) {
    refused(onCall(WEEKLY, { at }), "The time asked for is");
  }
});

test("an unknown zone is refused, also one that is a path", () => {
  for (const zone of ["Europe/Atlantis", "../../etc/passwd", "-u", "\u202eCTU"]) {
    refused(onCall(WEEKLY, { zone }), "There is no time zone");
    refused(onCall({ ...WEEKLY, zone }), "There is no time zone");
  }
});

test("a broken rota is refused by what is wrong with it", () => {
  refused(onCall("{"), "The rota is not JSON");
  refused(onCall("[]"), "The rota is not an object.");
  refused(onCall("[".repeat(100_000)), "The rota is not JSON");
  refused(onCall({ ...WEEKLY, zone: undefined }), "The rota has no 'zone'.");
  refused(onCall({ ...WEEKLY, weeks: 1 }), 'The rota has "weeks", but takes zone, starts, days, people, swaps.');
  refused(onCall({ ...WEEKLY, starts: "2026-02-30" }), "'starts' is");
  refused(onCall({ ...WEEKLY, days: 0 }), "'days' takes a whole number from 1 to 366.");
  refused(onCall({ ...WEEKLY, days: 1.5 }), "'days'");
  refused(onCall({ ...WEEKLY, people: [] }), "'people' takes a list of 1 to 200.");
  refused(onCall({ ...WEEKLY, people: [{ name: "Ada" }, { name: "Ada" }] }), '"Ada" is twice among the people.');
  refused(onCall({ ...WEEKLY, people: [{ name: " \n " }] }), "'name' takes a text.");
  refused(onCall({ ...WEEKLY, swaps: [{ from: "2026-01-02", until: "2026-01-01", who: "Ada" }] }), "no stretch of time");
  refused(onCall({ ...WEEKLY, swaps: [{ from: "2026-01-01", until: "2026-01-02", who: "Eve" }] }), '"Eve" stands in, but is not among the people.');
});

test("the names of JavaScript's own things are no fields", () => {
  refused(onCall(`{"__proto__": {"zone": "UTC"}}`), "The rota has no 'zone'.");
  refused(onCall(JSON.stringify(WEEKLY).replace("{", '{"__proto__": {}, ')), "The rota has");
});

test("a rota that is no file, is missing or too large is refused", () => {
  const loop = join(folder, "loop");
  symlinkSync(loop, loop);
  for (const rota of [join(folder, "missing"), loop, "a\0b"]) refused(onCall(undefined, { rota }), "The rota cannot be read.");
  for (const rota of [folder, "/dev/zero"]) refused(onCall(undefined, { rota }), "The rota is not a file.");
  refused(onCall(Buffer.alloc((1 << 20) + 1, " ")), "The rota is larger than 1 MiB.");
});

// what others wrote

test("names act as nothing but text", () => {
  const hostile = "Ada`|**x** <b>\u001b[2J\u202e\u200b\n@all | [a](javascript:b) " + "y".repeat(10_000);
  const { code, markdown, log } = onCall({ ...WEEKLY, people: [{ name: hostile, reach: hostile }, { name: "Bob" }] }, { at: "2026-01-06", next: 1 });

  assert.equal(code, 0);
  assert.equal(log, "");
  assert.ok(markdown.length < 1_500);
  assert.doesNotMatch(markdown, /[\u001b\u202e\u200b]|(?<!\\)[[<`](?!Europe)(?!\.)/u);
  const rows = markdown.split("\n").filter((row) => row.startsWith("|"));
  assert.deepEqual(rows.map((row) => row.match(/(?<!\\)\|/g)?.length), [5, 5, 5, 5]);
});

test("addresses and words with underscores stay as they are", () => {
  assert.equal(escaped("cleo_b@example.org, R&D"), "cleo_b@example.org, R&D");
  assert.equal(escaped("_x_ @all #1 &amp; 1 < 2"), "\\_x\\_ \\@all \\#1 \\&amp; 1 \\< 2");
});

test("a long rota is answered in good time", () => {
  const people = Array.from({ length: 200 }, (_, i) => ({ name: `P${i}` }));
  const swaps = Array.from({ length: 2_000 }, (_, i) => ({ from: "2026-01-06", until: "2026-01-07", who: `P${i % 200}` }));
  const { code, markdown } = onCall({ ...WEEKLY, people, days: 1, swaps }, { at: "2026-01-06T13:00", next: 50 });

  assert.equal(code, 0);
  assert.match(markdown, /^\*\*P199\*\*/);
});

test("a zone without changes has none", () => {
  const tokyo = new Zone("Asia/Tokyo");

  assert.equal(tokyo.instant(Date.UTC(2026, 2, 29, 2, 30)), Date.UTC(2026, 2, 28, 17, 30));
});
