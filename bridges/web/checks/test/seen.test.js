import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";

const { Seen } = await import(`${pages}model/seen.js`);

/** @param {import("node:test").TestContext} t */
function reader(t, tell = async () => {}) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const told = [];
  const marked = [];
  const seen = new Seen(
    async (room, post) => {
      told.push(`${room} ${post}`);
      await tell();
    },
    (room, post) => marked.push(`${room} ${post}`),
  );
  return { seen, told, marked, wait: () => t.mock.timers.tick(1_500) };
}

test("what was drawn while nobody looked is seen when somebody comes back", (t) => {
  const { seen, told, marked, wait } = reader(t);
  seen.look("");
  seen.draw({ room: "main", post: "pst_1" });
  wait();
  assert.deepEqual([marked, told], [[], []]);

  seen.look("main");
  wait();

  assert.deepEqual(marked, ["main pst_1"]);
  assert.deepEqual(told, ["main pst_1"]);
});

test("many posts are told as one, and none twice", (t) => {
  const { seen, told, wait } = reader(t);
  seen.look("main");

  for (const n of [1, 2, 3]) seen.draw({ room: "main", post: `pst_${n}` });
  wait();
  seen.draw({ room: "main", post: "pst_3" });
  wait();

  assert.deepEqual(told, ["main pst_3"]);
});

test("what could not be told is told with the next look", async (t) => {
  let away = true;
  const { seen, told, wait } = reader(t, async () => {
    if (away) throw new Error("away");
  });
  seen.look("main");
  seen.draw({ room: "main", post: "pst_1" });
  wait();
  await new Promise((done) => setImmediate(done));
  away = false;

  seen.look("main");
  wait();

  assert.deepEqual(told, ["main pst_1", "main pst_1"]);
});

test("another room, and a post that is still on its way, are not seen", (t) => {
  const { seen, marked } = reader(t);
  seen.look("main");

  seen.draw({ room: "lab", post: "pst_1" });
  seen.draw({ room: "main", post: "web_1" });

  assert.deepEqual(marked, []);
});
