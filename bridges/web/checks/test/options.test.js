import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";

const { check, json, seconds, wrong } = await import(`${pages}model/options.js`);

const option = (type, more = {}) => ({ name: "x", type, required: false, positional: false, help: "", allowed: "this", ...more });

const right = [
  ["integer", "12", { min: 1, max: 20 }],
  ["integer", " -3 ", {}],
  ["flag", "true", {}],
  ["choice", "red", { choices: ["red", "green"] }],
  ["duration", "1h30m", { min: 60 }],
  ["duration", "PT90S", {}],
  ["path", "/srv/shop", {}],
  ["reference", "#12", {}],
  ["text", "a\nb", { max: 3 }],
  ["text", "\u{1f600}", { max: 1 }],
  ["peer", "ada", {}],
];
for (const [type, value, more] of right) {
  test(`${type} takes ${JSON.stringify(value)}`, () => assert.equal(wrong(option(type, more), value), undefined));
}

const bad = [
  ["integer", "1.5", {}],
  ["integer", "21", { max: 20 }],
  ["flag", "yes", {}],
  ["choice", "blue", { choices: ["red", "green"] }],
  ["duration", "soon", {}],
  ["duration", "", { required: true }],
  ["duration", "30s", { min: 60 }],
  ["path", "srv/shop", {}],
  ["reference", "twelve of them", {}],
  ["text", "abcd", { max: 3 }],
  ["text", "a", { min: 2 }],
];
for (const [type, value, more] of bad) {
  test(`${type} does not take ${JSON.stringify(value)}`, () => assert.ok(wrong(option(type, more), value)));
}

test("durations are read in both forms", () => {
  assert.deepEqual(["90s", "15m", "2h", "1d", "PT1H30M", "P1DT1S", "", "h", "P", "5"].map(seconds), [
    90,
    900,
    7200,
    86400,
    5400,
    86401,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

test("values become JSON by their types, and what is left out stays out", () => {
  const options = [
    option("integer", { name: "n" }),
    option("flag", { name: "f" }),
    option("text", { name: "t" }),
    option("peer", { name: "p" }),
  ];

  const made = json({ options }, { n: "7", f: "true", t: " as it is ", p: " ada ", other: "x" });

  assert.deepEqual(made, { n: 7, f: true, t: "as it is", p: "ada" });
  assert.deepEqual(json({ options }, { n: "", f: "", t: "" }), {});
});

test("what cannot be read is sent as it is, so that the gateway says what is wrong", () => {
  assert.deepEqual(json({ options: [option("integer", { name: "n" })] }, { n: "many" }), { n: "many" });
});

test("all problems are told at once", () => {
  const options = [option("text", { name: "a", required: true }), option("integer", { name: "b" })];

  assert.deepEqual(Object.keys(check({ options }, { b: "x" })), ["a", "b"]);
});
