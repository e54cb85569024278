// What a person does: say, run, press. Keeps what came of it where only this person sees it.

import { call, press as pressButton, requestId, Refusal } from "../net/api.js";
import { now } from "./times.js";
import { placeKey, store } from "./store.js";

/** @typedef {{ room: string, thread?: string }} Where */

/** How long a reply waits for the post that shows the same to everybody, in milliseconds. */
const POSTED = 1500;

/** @type {Map<string, Ui.Note[]>} */
const notesByPlace = new Map();

/** @type {(problem: Api.Problem, what: string) => Promise<boolean>} */
let askPerson = () => Promise.resolve(false);

/** @type {(text: string) => void} */
let sayAloud = () => {};

/** @param {typeof askPerson} ask how a person is asked before what cannot be undone */
export function onConfirm(ask) {
  askPerson = ask;
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

/**
 * @param {Where} where
 * @param {(notes: Ui.Note[]) => Ui.Note[]} change
 */
function changeNotes({ room, thread }, change) {
  const key = placeKey(room, thread);
  notesByPlace.set(key, change(notesByPlace.get(key) ?? []));
  store.topics.changed(`notes:${key}`);
}

/**
 * @param {Where} where
 * @param {string} id
 */
export function dismiss(where, id) {
  changeNotes(where, (all) => all.filter((n) => n.id !== id));
}

/** @param {Where} where @param {Ui.Note} note */
function note(where, note) {
  changeNotes(where, (all) => [...all.filter((n) => n.id !== note.id), note]);
}

/**
 * Says something. It is shown at once, and marked until the gateway has it.
 * @param {Where} where
 * @param {string} text
 */
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
      const answer = await call("say", { text }, { ...where, request: id });
      said(where, id, answer.reply);
    } catch (e) {
      timeline.change(id, (p) => ({ ...p, sending: false, failed: problemOf(e), resend: () => void send() }));
    }
    store.topics.changed(`timeline:${key}`);
  };
  return send();
}

/**
 * The gateway has it; the event may have been faster.
 * @param {Where} where
 * @param {string} request
 * @param {Api.Reply} reply
 */
function said(where, request, reply) {
  const timeline = store.timeline(where.room, where.thread);
  const waiting = timeline.find(request);
  const id = reply.kind === "card" ? reply.subject?.id : undefined;
  timeline.remove(request);
  if (waiting && id && !timeline.has(id)) timeline.add({ ...waiting, id, sending: false, resend: undefined });
}

/**
 * Runs a call that the gateway offered.
 * @param {Where} where
 * @param {Api.Call} offered
 */
export async function runCall(where, offered) {
  const command = store.command(offered.command);
  if (!command) {
    announce(`There is no command '${offered.command}' any more.`);
    return undefined;
  }
  const values = Object.fromEntries(Object.entries(offered.options).map(([name, value]) => [name, String(value)]));
  const line = await import("./line.js").then(({ print }) => print(command, values)).catch(() => `/${command.name}`);
  return perform(where, command, offered.options, line);
}

/**
 * Runs a command, and shows in place what came of it. What was not answered can be sent again: it is done once.
 * @param {Where} where
 * @param {Api.Command} command
 * @param {Record<string, unknown>} options
 * @param {string} line how it is shown
 * @param {Ui.Draft} [again] what is written on when it was refused
 * @param {string} [sent] the id that it was sent with before
 * @returns {Promise<Api.Problem | undefined>} what is wrong with the options, when they can be written on
 */
export async function perform(where, command, options, line, again, sent) {
  const id = sent ?? requestId();
  const at = new Date(now()).toISOString();
  const slow = setTimeout(() => note(where, { id, at, line, running: true }), 150);
  try {
    const answer = await confirmed(line, (confirm) => call(command.path, options, { ...where, request: id, confirm }));
    clearTimeout(slow);
    show(where, command, answer?.reply, { id, at, line });
  } catch (e) {
    clearTimeout(slow);
    const problem = problemOf(e);
    if (problem.code === "bad-options" && again && !sent) {
      dismiss(where, id);
      return problem;
    }
    const resend = problem.status === 0 ? () => void perform(where, command, options, line, again, id) : undefined;
    note(where, { id, at, line, problem, again, resend });
    hear(problem.detail);
  }
  return undefined;
}

/**
 * Shows a reply to the caller alone, unless everybody sees by a post what came of it.
 * @param {Where} where
 * @param {Api.Command | undefined} command
 * @param {Api.Reply | undefined} reply
 * @param {Ui.Note} shown
 */
function show(where, command, reply, shown) {
  const everybody = () => reply?.kind === "card" && command?.effect !== "read" && onStage(where, reply);
  const settle = () => {
    if (reply && reply.kind !== "accepted" && !everybody()) return note(where, { ...shown, reply });
    dismiss(where, shown.id);
    return reply?.kind === "card" && announce(`${reply.title}${reply.state ? ` is ${reply.state}` : ""}`);
  };
  if (reply?.kind === "card" && reply.subject && command?.effect !== "read" && !everybody()) setTimeout(settle, POSTED);
  else settle();
}

/**
 * @param {Where} where
 * @param {Api.Card} card
 */
function onStage({ room, thread }, card) {
  const { subject } = card;
  if (!subject) return false;
  if (subject.type === "post") return true;
  return [room, placeKey(room, thread)].some((key) =>
    store.timelines.get(key)?.posts.some((p) => p.content.subject?.id === subject.id),
  );
}

/**
 * Presses a button of a post.
 * @param {Ui.Post} post
 * @param {Api.Button} button
 */
export async function press(post, button) {
  const where = { room: post.room, thread: post.thread };
  const request = requestId();
  const line = `${button.label}: ${post.reply.kind === "card" ? post.reply.title : "/" + button.command}`;
  const shown = { id: request, at: new Date(now()).toISOString(), line };
  try {
    const answer = await confirmed(line, (confirm) => pressButton(post.id, button.token, { request, confirm }));
    show(where, store.command(button.command), answer?.reply, shown);
  } catch (e) {
    const problem = problemOf(e);
    if (problem.post) store.replace(problem.post);
    note(where, { ...shown, problem });
    hear(problem.detail);
    return problem;
  }
  return undefined;
}

/**
 * Sends; asks the person and sends again when it has to be confirmed.
 * @template T
 * @param {string} what
 * @param {(confirm?: string) => Promise<T>} send
 * @returns {Promise<T | undefined>} nothing when the person did not want it after all
 */
async function confirmed(what, send) {
  try {
    return await send();
  } catch (e) {
    const problem = problemOf(e);
    if (!problem.confirm) throw e;
    return (await askPerson(problem, what)) ? send(problem.confirm) : undefined;
  }
}

/**
 * @param {unknown} e
 * @returns {Api.Problem}
 */
export function problemOf(e) {
  if (e instanceof Refusal) return e.problem;
  console.error(e);
  return { status: -1, title: "Failed", code: "page", detail: "The page could not do that. Reload it, and try again." };
}
