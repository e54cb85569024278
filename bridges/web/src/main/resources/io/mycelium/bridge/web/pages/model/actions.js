// What a person says, and what came of what they did, where only this person sees it.

import { call, requestId, Refusal } from "../net/api.js";
import { now } from "./times.js";
import { placeKey, store } from "./store.js";

/** @typedef {{ room: string, thread?: string }} Where */

/** @type {Map<string, Ui.Note[]>} */
const notesByPlace = new Map();

/** @type {(problem: Api.Problem, what: string) => Promise<boolean>} */
let askPerson = () => Promise.resolve(false);

/** @type {(text: string) => void} */
let sayAloud = () => {};

/** What is said is sent in order. @type {Promise<any>} */
let last = Promise.resolve();

/** @param {typeof askPerson} ask how a person is asked before what cannot be undone */
export function onConfirm(ask) {
  askPerson = ask;
}

/** @param {Api.Problem} problem @param {string} what @returns {Promise<boolean>} whether to do it */
export function confirm(problem, what) {
  return askPerson(problem, what);
}

/** @param {typeof sayAloud} announce how a short word on what happened is given */
export function onAnnounce(announce) {
  sayAloud = announce;
}

/** @param {string} text */
export function announce(text) {
  sayAloud(text);
}

/** Tells those who hear the page what is shown in place. @param {string} text */
export function hear(text) {
  const region = document.getElementById("heard");
  if (region) region.textContent = text;
}

/** @param {Where} where @returns {readonly Ui.Note[]} */
export function notes({ room, thread }) {
  return notesByPlace.get(placeKey(room, thread)) ?? [];
}

/** @param {Where} where @param {(notes: Ui.Note[]) => Ui.Note[]} change */
function changeNotes({ room, thread }, change) {
  const key = placeKey(room, thread);
  notesByPlace.set(key, change(notesByPlace.get(key) ?? []));
  store.topics.changed(`notes:${key}`);
}

/** @param {Where} where @param {string} id */
export function dismiss(where, id) {
  changeNotes(where, (all) => all.filter((n) => n.id !== id));
}

/** Shows something to this person, in place of what it showed before. @param {Where} where @param {Ui.Note} note */
export function note(where, note) {
  changeNotes(where, (all) => [...all.filter((n) => n.id !== note.id), note]);
}

/** Says something. It is shown at once, and marked until the gateway has it. @param {Where} where @param {string} text */
export function say(where, text) {
  const me = store.session?.peer ?? { id: "", name: "you", kind: "person" };
  const id = requestId();
  const timeline = store.timeline(where.room, where.thread);
  const key = placeKey(where.room, where.thread);
  /** @type {Ui.Post} */
  const post = {
    id,
    room: where.room,
    thread: where.thread,
    author: me,
    at: new Date(now()).toISOString(),
    content: { is: "said" },
    reply: { kind: "text", markdown: text },
    buttons: [],
    replies: 0,
    sending: true,
  };
  timeline.add(post);
  store.topics.changed(`timeline:${key}`);
  const send = async () => {
    timeline.change(id, (p) => ({ ...p, sending: true, failed: undefined }));
    store.topics.changed(`timeline:${key}`);
    try {
      const answer = await (last = last.catch(() => {}).then(() => call("say", { text }, { ...where, request: id })));
      said(where, id, answer.reply);
    } catch (e) {
      timeline.change(id, (p) => ({ ...p, sending: false, failed: problemOf(e), resend: () => void send() }));
    }
    store.topics.changed(`timeline:${key}`);
  };
  return send();
}

/** The gateway has it; the event may have been faster. @param {Where} where @param {string} request @param {Api.Reply} reply */
function said(where, request, reply) {
  const timeline = store.timeline(where.room, where.thread);
  const waiting = timeline.find(request);
  const id = reply.kind === "card" ? reply.subject?.id : undefined;
  timeline.remove(request);
  if (waiting && id && !timeline.has(id)) timeline.add({ ...waiting, id, sending: false, resend: undefined });
}

/** @param {unknown} e @returns {Api.Problem} */
export function problemOf(e) {
  if (e instanceof Refusal) return e.problem;
  console.error(e);
  return { status: -1, title: "Failed", code: "page", detail: "The page could not do that. Reload it, and try again." };
}
