// What happens is told to those who hear the page, and to those who want notifications.

import { clean, title } from "../text/plain.js";
import { announce, hear } from "./actions.js";
import { prefs } from "./prefs.js";
import { store } from "./store.js";

let quietUntil = 0;
let unheard = 0;

/** @param {Api.Event} event */
export function notify(event) {
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
