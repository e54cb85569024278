import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";

const { named, parse, print, reading, suggest, words } = await import(`${pages}model/line.js`);

const option = (name, type = "text", more = {}) => ({
  name,
  type,
  positional: false,
  required: false,
  help: "",
  allowed: "",
  ...more,
});
const command = (name, options = [], more = {}) => ({
  name,
  path: name.replace(" ", "-"),
  summary: "",
  examples: [],
  options,
  ...more,
});

const create = command("task create", [
  option("title", "text", { positional: true, required: true }),
  option("notes"),
  option("assign", "peer"),
]);
const deny = command("approval deny", [
  option("approval", "reference", { positional: true }),
  option("reason", "text", { positional: true }),
]);
const freeze = command("freeze", [option("reason"), option("kill", "flag")], { examples: ["stop everything"] });
const list = command("task list", [option("state", "choice", { positional: true }), option("all", "flag")]);
const notes = command("release-notes", [option("repo", "path", { required: true }), option("since")]);
const all = [create, deny, freeze, list, notes];

const texts = (line) => words(line).map((w) => w.text);

test("words end at blanks outside of quotes", () => {
  assert.deepEqual(texts(`a  "b c" 'd e' f\\ g "h\\"i" j"k l"`), ["a", "b c", "d e", "f g", 'h"i', "jk l"]);
});

test("an apostrophe within a word is no quote", () => assert.deepEqual(texts("don't panic"), ["don't", "panic"]));

test("an open quote ends with the line", () => assert.deepEqual(texts('a "b c'), ["a", "b c"]));

test("the longest name wins, and a name with dashes works", () => {
  assert.equal(named("/task create x", all).command, create);
  assert.equal(named("/task-create x", all).command, create);
  assert.equal(named("/TASK List", all).command, list);
  assert.equal(named("/task", all), undefined);
});

test("the last text takes the rest of the line as it was written", () => {
  const line = parse(`/approval deny #12 not  today, "sorry"`, all);

  assert.deepEqual(line.values, { approval: "#12", reason: 'not  today, "sorry"' });
  assert.deepEqual(line.problems, []);
});

test("options are found behind the rest of a line", () => {
  const line = parse("/task create Fix the build --assign ada --notes='see log'", all);

  assert.deepEqual(line.values, { title: "Fix the build", assign: "ada", notes: "see log" });
});

test("a flag takes no value from the next word", () => {
  assert.deepEqual(parse("/task list --all open", all).values, { all: "true", state: "open" });
  assert.deepEqual(parse("/freeze --kill=false", all).values, { kill: "false" });
});

test("what does not belong there is told", () => {
  assert.match(parse("/freeze now", all).problems[0], /'now' is more/);
  assert.match(parse("/freeze --nope", all).problems[0], /no option --nope/);
});

test("a line that is no command is none", () => assert.equal(parse("/nothing here", all), undefined));

const awkward = [
  "x",
  "two words",
  "-5",
  "--all",
  'say "hi"',
  "it's",
  "back\\slash",
  "a\\ b",
  " blanks ",
  "#12",
  "line\nbreak",
  "\u202eabc",
  "\\",
  '"',
  "'",
];

for (const value of awkward) {
  test(`what is printed is read back: ${JSON.stringify(value)}`, () => {
    for (const [c, values] of [
      [create, { title: value, notes: value, assign: value }],
      [create, { title: value }],
      [deny, { approval: value, reason: value }],
      [notes, { repo: value }],
    ]) {
      const line = parse(print(c, values), all);
      assert.deepEqual({ ...line.values }, values, print(c, values));
      assert.deepEqual(line.problems, []);
    }
  });
}

test("a positional option behind one that was left out is given by its name", () => {
  assert.equal(print(deny, { reason: "no" }), "/approval deny --reason no");
});

test("suggestions begin with the name that fits best", () => {
  const names = (typed) => suggest(typed, all).map((c) => c.name);

  assert.deepEqual(names("task"), ["task create", "task list"]);
  assert.deepEqual(names("cre"), ["task create"]);
  assert.equal(names("t cr")[0], "task create");
  assert.equal(names("everything")[0], "freeze");
  assert.equal(names("freze")[0], "freeze");
  assert.equal(names("").length, all.length);
  assert.deepEqual(names("zzz"), []);
});

test("a word that is not written to its end is kept for the field", () => {
  const { line, begun } = reading("/release-notes --re", all);

  assert.deepEqual([line.values, line.problems, begun], [{}, [], "--re"]);
  assert.deepEqual(reading("/release-notes --repo /x", all).begun, "");
});

test("a blank behind a flag is no word of another option", () => {
  const { line, begun } = reading("/task list --all ", all);

  assert.deepEqual([line.values, begun], [{ all: "true" }, ""]);
  assert.equal(reading("/task create Sweep ", all).begun, " ");
});
