import assert from "node:assert/strict";
import { after, test } from "node:test";
import { pages } from "./pages.js";
import { gateway, table, until } from "./gateway.js";

globalThis.document = /** @type {any} */ ({ getElementById: () => null });
const { store } = await import(`${pages}model/store.js`);
const { notes } = await import(`${pages}model/actions.js`);
const { perform } = await import(`${pages}model/perform.js`);

const ME = { id: "peer_me", name: "me", kind: "person", role: "member" };
const ADA = { id: "peer_ada", name: "ada", kind: "person", role: "member" };
const CREATE = { name: "task create", path: "task-create", effect: "write", options: [] };
const ADDED = { name: "count", path: "count", effect: "read", options: [] };
const CARD = { kind: "card", title: "#1 Fix", state: "open", subject: { type: "task", id: "tsk_1" }, fields: [] };
const post = (id, more = {}) => ({
  id,
  room: "main",
  author: ME,
  at: "2026-01-01T10:00:00Z",
  content: { is: "said" },
  reply: { kind: "text", markdown: id },
  buttons: [],
  replies: 0,
  ...more,
});
const LIVE = post("pst_9", { content: { is: "live", subject: CARD.subject }, reply: CARD });

const BUSY = { ...LIVE, id: "pst_b1", room: "busy" };
let busy = () => undefined;
let here = false;
let came = false;
let added = false;
let changed = {};
const rooms = (more = {}) =>
  table({ name: "main", state: "open", members: "", unread: "0", mentions: "0", read: "", newest: "", ...more });
let list = () => rooms();
const world = gateway({
  "/web/session": () => ({ peer: ME, permissions: [], session: {}, workspace: "main" }),
  "/api/v1/catalog": () => ({ version: "1", functions: [], commands: added ? [CREATE, ADDED] : [CREATE] }),
  "/api/v1/commands/room-list": () => list(),
  "/api/v1/commands/peer-list": () =>
    table(
      { id: ME.id, name: "me", kind: "person", online: here ? "yes" : "" },
      { id: ADA.id, name: "ada", kind: "person", online: came ? "yes" : "" },
    ),
  "/api/v1/commands/task-create": () => ({ request: "r", reply: CARD }),
  "/web/rooms/main/posts": () => ({ posts: [post("pst_1"), post("pst_2")], older: false, newer: false, place: "0-0" }),
  "/web/rooms/busy/posts": () => busy(),
  "/web/posts/pst_9": () => LIVE,
  "/web/posts/pst_b1": () => ({ ...BUSY, reply: { ...CARD, state: "done" } }),
  "/web/posts/pst_b2": () => post("pst_b2", { room: "busy", ...changed }),
  "/web/posts/pst_2": () => post("pst_2", changed),
});
await store.start();
added = true; // before the place that the events are followed from, so none of them tells of it
store.timeline("main");
await world.open;
await until(() => store.timeline("main").loaded);
after(() => store.wake(false));

const said = (id, place = { room: "main" }, author = ME) => ({
  type: "post.created",
  room: "main",
  subject: { type: "post", id },
  at: LIVE.at,
  payload: { id, place, author: author.id, content: { is: "live", subject: CARD.subject }, at: LIVE.at },
});

test("whoever follows the events is here, too, without being asked", async () => {
  here = true;

  await until(() => store.peer(ME.id).online);

  assert.equal(store.connection, "live");
});

test("a command that came before the events were followed is known", async () => {
  await until(() => store.command("count"));
});

test("who says something and seemed away is looked for", async () => {
  came = true;

  world.tell(said("pst_8", { room: "elsewhere" }, ADA));

  await until(() => store.peer(ADA.id).online);
});

test("a thread's first post stands above it and not among its answers", async () => {
  store.timeline("main", "pst_1");
  await until(() => store.timeline("main", "pst_1").loaded);

  assert.deepEqual(
    store.timeline("main", "pst_1").posts.map((p) => p.id),
    ["pst_2"],
  );
});

test("a card that everybody sees is not shown to its maker a second time", async (t) => {
  const where = { room: "main" };
  t.mock.timers.enable({ apis: ["setTimeout"] });

  await perform(where, CREATE, { title: "Fix" }, "/task create Fix");
  t.mock.timers.tick(1_000);
  world.tell(said("pst_9"));
  await until(
    () => store.timeline("main").has("pst_9"),
    () => t.mock.timers.tick(1),
  );
  t.mock.timers.tick(1_500);

  assert.deepEqual(notes(where), []);
  assert.equal(store.timeline("main").posts.filter((p) => p.content.subject?.id === "tsk_1").length, 1);
});

test("a card whose event does not come is shown to its maker in place", async (t) => {
  const where = { room: "main", thread: "pst_1" };
  store.timeline("main").remove("pst_9");
  t.mock.timers.enable({ apis: ["setTimeout"] });

  await perform(where, CREATE, { title: "Fix" }, "/task create Fix");
  assert.deepEqual(notes(where), []);
  t.mock.timers.tick(1_500);

  assert.equal(notes(where).length, 1);
});

test("a command that was typed in a thread names it", () => {
  const { headers } = world.asked.filter((a) => a.path.endsWith("/task-create")).at(-1);

  assert.equal(headers["Mycelium-Room"], "main");
  assert.equal(headers["Mycelium-Thread"], "pst_1");
});

test("a post that somebody changed is drawn again", async () => {
  changed = { edited: "2026-01-01T11:00:00Z", reactions: [{ emoji: "\u{1F44D}", by: [ADA.id] }] };

  world.tell({ type: "post.reacted", room: "main", subject: { type: "post", id: "pst_2" }, at: LIVE.at, payload: {} });

  await until(() => store.timeline("main").posts.find((p) => p.id === "pst_2")?.reactions);
});

test("what changes while its page is on its way is drawn as it is", async () => {
  let go;
  busy = () => new Promise((answer) => (go = answer));
  const timeline = store.timeline("busy");
  await until(() => go);

  world.tell({ type: "task.done", room: "busy", subject: CARD.subject, at: LIVE.at, payload: {} });
  world.tell({ type: "post.reacted", room: "busy", subject: { type: "post", id: "pst_b2" }, at: LIVE.at, payload: {} });
  let heard = false;
  store.listeners.push(() => (heard = true));
  world.tell({ type: "peer.seen", subject: { type: "peer", id: ADA.id }, at: LIVE.at, payload: {} });
  await until(() => heard);
  go({ posts: [BUSY, post("pst_b2", { room: "busy" })], older: false, newer: false, place: "0-0" });

  await until(() => timeline.find("pst_b1")?.reply.state === "done");
  await until(() => timeline.find("pst_b2")?.reactions);
});

const counts = () => [store.rooms.get("main").unread, store.rooms.get("main").mentions];
const calling = (id) => {
  const event = said(id, { room: "main" }, ADA);
  const content = { is: "said", reply: { kind: "text", markdown: "@me" } };
  return { ...event, payload: { ...event.payload, content } };
};

/** Reads the rooms; the answer is on its way until it is let go. */
async function reading() {
  let go;
  let asked = false;
  list = () => {
    asked = true;
    return new Promise((answer) => (go = answer));
  };
  const read = store.readRooms();
  await until(() => asked);
  return (answer) => {
    go(answer);
    return read;
  };
}

test("a post that comes while the rooms are read counts, though the answer does not know it", async () => {
  const answer = await reading();

  world.tell(calling("pst_a"));
  await until(() => counts()[0] === 1);
  await answer(rooms());

  assert.deepEqual(counts(), [1, 1]);
});

test("a post that the answer knows counts once, whether its event comes before or after it", async () => {
  const answer = await reading();

  world.tell(calling("pst_b"));
  await until(() => counts()[0] === 2);
  await answer(rooms({ unread: "3", mentions: "3", newest: "pst_c" }));
  world.tell(calling("pst_c"));
  world.tell(calling("pst_d"));
  await until(() => counts()[0] === 4);

  assert.deepEqual(counts(), [4, 4]);
});

test("a post that was removed does not count any more", async () => {
  await (
    await reading()
  )(rooms({ unread: "2", mentions: "1", newest: "pst_b" }));

  assert.deepEqual(counts(), [2, 1]);
});

test("what was seen here is not new, though the gateway does not know it yet", async () => {
  const answer = await reading();

  store.rooms.get("main").read = "pst_e";
  world.tell(calling("pst_e"));
  world.tell(calling("pst_f"));
  await until(() => store.timeline("main").has("pst_f"));
  await answer(rooms({ unread: "5", mentions: "5", read: "pst_a", newest: "pst_e" }));

  assert.deepEqual(counts(), [1, 1]);
});
