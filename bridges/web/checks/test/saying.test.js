import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";
import { until } from "./gateway.js";

globalThis.document = /** @type {any} */ ({ getElementById: () => null });

/** Answers of what was sent, by hand. @type {Array<(response: Response) => void>} */
const sent = [];
globalThis.fetch = /** @type {any} */ (
  (path) => (path.includes("/say") ? new Promise((answer) => sent.push(answer)) : new Promise(() => {}))
);
const { say } = await import(`${pages}model/actions.js`);

test("what is said is sent in order, also behind what was not heard", async () => {
  const first = say({ room: "main" }, "one");
  const second = say({ room: "main", thread: "pst_1" }, "two");
  await until(() => sent.length);
  await new Promise((done) => setImmediate(done));
  assert.equal(sent.length, 1);

  sent[0](Response.json({ status: 500, title: "", code: "internal", detail: "" }, { status: 500 }));
  await first;
  await until(() => sent.length === 2);

  sent[1](Response.json({ request: "r", reply: { kind: "text", markdown: "" } }));
  await second;
});
