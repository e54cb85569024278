import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";

const { SseParser } = await import(`${pages}net/sse.js`);
const { EventStream, later } = await import(`${pages}net/stream.js`);

const event = (n, type = "post.created") => ({ id: `${n}-0`, type, payload: { n } });
const block = (n) => `id: ${n}-0\nevent: post.created\ndata: ${JSON.stringify(event(n))}\n\n`;

test("blocks are the same however their bytes were cut", () => {
  const text = `:\nid: 1-0\n\nid: 2-0\nevent: a\ndata: {"x":\ndata: 1}\n\n: only a sign of life\n\nid: 3-0\r\ndata: y\r\n\r\n`;
  const expected = [{ id: "1-0" }, { id: "2-0", event: "a", data: '{"x":\n1}' }, { id: "3-0", data: "y" }];

  for (let size = 1; size < text.length; size++) {
    const parser = new SseParser();
    const blocks = [];
    for (let i = 0; i < text.length; i += size) blocks.push(...parser.push(text.slice(i, i + size)));
    assert.deepEqual(blocks, expected, `cut into ${size}`);
  }
});

test("ids are compared as numbers, part by part", () => {
  assert.ok(later("10-0", "9-5") && later("9-10", "9-9") && later("9-1", "9"));
  assert.ok(!later("9-9", "9-9") && !later("9-9", "10-0"));
});

/** A gateway whose connections are told in advance: text that is sent, then the end. */
function gateway(...connections) {
  const asked = [];
  const seen = [];
  const states = [];
  let finish;
  const finished = new Promise((done) => (finish = done));
  const fetcher = async (path, { signal }) => {
    asked.push(decodeURIComponent(path.split("after=")[1]));
    const next = connections.shift();
    if (!next) {
      finish();
      return new Promise((_, fail) => signal.addEventListener("abort", () => fail(new Error("stopped"))));
    }
    if (next instanceof Error) throw next;
    return next instanceof Response ? next : new Response(next);
  };
  const listener = {
    event: (e) => seen.push(e.payload.n),
    state: (s) => {
      states.push(s);
      if (s === "offline") setImmediate(() => stream.resume());
      if (s === "signed-out") finish();
    },
    lost: () => {
      states.push("lost");
      finish();
    },
  };
  const stream = new EventStream(listener, fetcher);
  return { stream, asked, seen, states, finished };
}

test("after a broken connection it goes on behind the last event, without loss and doubles", async () => {
  const { stream, asked, seen, states, finished } = gateway(
    block(5) + block(6) + block(7).slice(0, 20),
    new TypeError("network"),
    block(6) + block(7) + block(8),
  );

  stream.follow("4-0");
  await finished;
  stream.stop();

  assert.deepEqual(asked, ["4-0", "6-0", "6-0", "8-0"]);
  assert.deepEqual(seen, [5, 6, 7, 8]);
  assert.deepEqual(states, ["live", "offline", "offline", "live", "offline"]);
});

test("a block without data moves the place on", async () => {
  const { stream, asked, finished } = gateway("id: 9-3\n\n");

  stream.follow("4-0");
  await finished;
  stream.stop();

  assert.deepEqual(asked, ["4-0", "9-3"]);
});

test("a place that the log has forgotten is told, and not asked for again", async () => {
  const { stream, asked, states, finished } = gateway(Response.json({ code: "unknown-place" }, { status: 400 }));

  stream.follow("1-0");
  await finished;
  stream.stop();

  assert.deepEqual(states, ["lost"]);
  assert.deepEqual(asked, ["1-0"]);
});

test("an ended session is told, and not asked with again", async () => {
  const { stream, asked, states, finished } = gateway(Response.json({ code: "unknown-key" }, { status: 401 }));

  stream.follow("1-0");
  await finished;
  stream.stop();

  assert.deepEqual(states, ["signed-out"]);
  assert.deepEqual(asked, ["1-0"]);
});

test("a gateway that is busy or stopping is asked again", async () => {
  const { stream, seen, finished } = gateway(Response.json({ code: "stopping" }, { status: 503 }), block(2));

  stream.follow("1-0");
  await finished;
  stream.stop();

  assert.deepEqual(seen, [2]);
});

test("a stopped stream stays stopped", async () => {
  const { stream, asked, finished } = gateway(block(2));
  stream.follow("1-0");
  await finished;

  stream.stop();
  await new Promise(setImmediate);

  assert.deepEqual(asked, ["1-0", "2-0"]);
});
