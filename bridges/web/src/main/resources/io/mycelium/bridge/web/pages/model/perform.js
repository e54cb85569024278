// What a person has done: commands and presses, with what came of them. Fetched before it is needed first.

import { call, press as pressButton, requestId } from "../net/api.js";
import { announce, confirm, dismiss, hear, note, problemOf } from "./actions.js";
import { placeKey, store } from "./store.js";
import { now } from "./times.js";

/** @typedef {import("./actions.js").Where} Where */

/** How long a reply waits for the post that shows the same to everybody, in milliseconds. */
const POSTED = 1500;

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
    const answer = await confirmed(line, (token) => call(command.path, options, { ...where, request: id, confirm: token }));
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

/** Puts the address of a post on the clipboard. @param {Ui.Post} post */
export async function link(post) {
  const path = post.thread ? `/rooms/${post.room}/thread/${post.thread}#${post.id}` : `/rooms/${post.room}/post/${post.id}`;
  await navigator.clipboard.writeText(new URL(path, location.href).href).catch(() => {});
  announce("The link is copied.");
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
    const answer = await confirmed(line, (token) => pressButton(post.id, button.token, { request, confirm: token }));
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
    return (await confirm(problem, what)) ? send(problem.confirm) : undefined;
  }
}
