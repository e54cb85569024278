// What is new and for whom: marks in the page's title, what was seen, notifications where they are wanted.

import { call } from "../net/api.js";
import { clean, title } from "../text/plain.js";
import { announce, hear } from "./actions.js";
import { prefs } from "./prefs.js";
import { store } from "./store.js";

/** After so long unseen a page stops reading events, unless it is the one that notifies. */
const REST = 60_000;
const SEEN_PAUSE = 1_500;
const PRESENCE = 45_000;

/** @type {Map<string, { post: string, told: string, timer?: ReturnType<typeof setTimeout> }>} */
const seen = new Map();
/** What was drawn last; it counts as seen once somebody looks. @type {{ room: string, post: string } | undefined} */
let shown;

/**
 * @param {() => Ui.Route} route what is shown
 */
export function watchAttention(route) {
  const look = () => {
    const { page, room } = route();
    store.watched = page === "rooms" && !document.hidden && document.hasFocus() ? (room ?? "") : "";
    if (shown) saw(shown);
  };
  store.topics.on("route", look);
  store.topics.on("rooms", entitle);
  store.topics.on("route", entitle);
  addEventListener("focus", look);
  addEventListener("blur", look);
  addEventListener("online", () => store.wake(true));
  addEventListener("myc-seen", (e) => saw((shown = /** @type {CustomEvent} */ (e).detail)));
  document.addEventListener("visibilitychange", () => {
    look();
    rest();
  });
  store.listeners.push((event) => notify(event));
  setInterval(() => !document.hidden && store.session && store.refreshPresence(), PRESENCE);

  function entitle() {
    const { page, room, id } = route();
    const marks = [...store.rooms.values()].reduce((sum, r) => sum + r.mentions, 0);
    const any = [...store.rooms.values()].some((r) => r.unread && r.name !== store.watched);
    const name = page === "rooms" ? room : page === "console" ? id : page;
    document.title = `${marks ? `(${marks}) ` : any ? "\u2022 " : ""}${title(name) || "Mycelium"} \u00b7 Mycelium`;
  }
}

/**
 * The newest post of a room is before somebody's eyes.
 * @param {{ room: string, post: string }} what
 */
function saw({ room, post }) {
  if (store.watched !== room || !/^(pst|post)_/.test(post)) return;
  const known = store.rooms.get(room);
  if (known && post > known.read) known.read = post;
  if (known && (known.unread || known.mentions)) {
    known.unread = known.mentions = 0;
    store.topics.changed("rooms");
  }
  const mark = seen.get(room) ?? { post: "", told: "" };
  mark.post = post;
  seen.set(room, mark);
  if (mark.timer || mark.told === post || !store.command("room seen")) return;
  mark.timer = setTimeout(() => {
    mark.timer = undefined;
    mark.told = mark.post;
    call("room-seen", { post: mark.post }, { room }).catch(() => (mark.told = ""));
  }, SEEN_PAUSE);
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;
/** @type {AbortController | undefined} */
let guard;

/** A page that nobody sees lets go of its connection, of which browsers have few; one page of all goes on, to notify. */
function rest() {
  clearTimeout(resting);
  if (!document.hidden) {
    guard?.abort();
    store.wake(true);
    return;
  }
  resting = setTimeout(() => {
    guard = new AbortController();
    const stay = () => new Promise((done) => guard?.signal.addEventListener("abort", done));
    const stop = () => store.wake(false);
    if (!navigator.locks) return stop();
    return void navigator.locks.request("mycelium-background", { ifAvailable: true }, (lock) => (lock ? stay() : stop()));
  }, REST);
}

let quietUntil = 0;
let unheard = 0;

/** @param {Api.Event} event */
function notify(event) {
  const me = store.session?.peer;
  if (!me || event.actor === me.id) return;
  if (event.type === "post.created") {
    const { place, content, author } = event.payload;
    const text = content.reply?.kind === "text" ? clean(content.reply.markdown).slice(0, 200) : "";
    if (store.watched === place.room) tell(`${title(store.peer(author).name)}: ${text || "a card"}`);
    const forMe = text && store.mentions({ ...event.payload, reply: content.reply });
    if (forMe) pop(`${title(store.peer(author).name)} in ${title(place.room)}`, text, `/rooms/${place.room}`);
  } else if (event.type === "approval.requested" && store.may("approvals.decide")) {
    pop(`${title(event.payload.requesterName)} asks for approval`, clean(event.payload.line), `/rooms/${event.room}`);
  }
}

/** For those who hear the page: what was said, or how much, but not all of it at once. @param {string} text */
function tell(text) {
  unheard++;
  if (Date.now() < quietUntil) return;
  quietUntil = Date.now() + 3000;
  hear(unheard > 1 ? `${unheard} new posts. ${text}` : text);
  unheard = 0;
}

/**
 * @param {string} heading
 * @param {string} body
 * @param {string} path
 */
function pop(heading, body, path) {
  if (!prefs.notify || !document.hidden || globalThis.Notification?.permission !== "granted") return;
  const shown = new Notification(heading, { body, tag: path, icon: "/assets/icon.svg" });
  shown.onclick = () => {
    window.focus();
    location.assign(path);
  };
}

/** @param {boolean} on @returns {Promise<boolean>} whether notifications will come */
export async function askForNotifications(on) {
  if (!on || !("Notification" in globalThis)) return false;
  const answer = await Notification.requestPermission();
  if (answer !== "granted") announce("The browser does not let this page notify you; its settings for this address do.");
  return answer === "granted";
}
