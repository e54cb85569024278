// What is new and for whom: marks in the page's title, what was seen, notifications where they are wanted.

import { call } from "../net/api.js";
import { title } from "../text/plain.js";
import { Seen } from "./seen.js";
import { store } from "./store.js";

const PRESENCE = 45_000;

const seen = new Seen(
  async (room, post) => store.command("room seen") && call("room-seen", { post }, { room }),
  (room, post) => read(room, post),
);

/**
 * @param {() => Ui.Route} route what is shown
 */
export function watchAttention(route) {
  const look = () => {
    const { page, room } = route();
    store.watched = page === "rooms" && !document.hidden && document.hasFocus() ? (room ?? "") : "";
    seen.look(store.watched);
  };
  store.topics.on("route", look);
  store.topics.on("rooms", entitle);
  store.topics.on("route", entitle);
  addEventListener("focus", look);
  addEventListener("blur", look);
  addEventListener("online", () => store.wake(true));
  addEventListener("myc-seen", (e) => seen.draw(/** @type {CustomEvent} */ (e).detail));
  document.addEventListener("visibilitychange", () => {
    look();
    if (!document.hidden) store.wake(true);
    later(import("./rest.js"), (to) => to.rest());
  });
  store.listeners.push((event) => later(import("./notify.js"), (to) => to.notify(event)));
  setInterval(() => !document.hidden && store.connection === "live" && store.refreshPresence(), PRESENCE);

  function entitle() {
    const { page, room, id } = route();
    const marks = [...store.rooms.values()].reduce((sum, r) => sum + r.mentions, 0);
    const any = [...store.rooms.values()].some((r) => r.unread && r.name !== store.watched);
    const name = page === "rooms" ? room : page === "console" ? id : page;
    document.title = `${marks ? `(${marks}) ` : any ? "\u2022 " : ""}${title(name) || "Mycelium"} \u00b7 Mycelium`;
  }
}

/**
 * What is fetched when it is needed, and done without where it cannot be.
 * @template T
 * @param {Promise<T>} module
 * @param {(module: T) => void} then
 */
function later(module, then) {
  module.then(then, () => {});
}

/**
 * @param {string} room
 * @param {string} post
 */
function read(room, post) {
  const known = store.rooms.get(room);
  if (!known) return;
  if (post > known.read) known.read = post;
  if (!known.unread && !known.mentions) return;
  known.unread = known.mentions = 0;
  store.topics.changed("rooms");
}
