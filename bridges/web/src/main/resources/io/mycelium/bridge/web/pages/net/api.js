// Calls to the gateway. Every answer is either what was asked for or a problem that says what to do.

import { noteServerTime } from "../model/times.js";
import { prefs } from "../model/prefs.js";

/** A refusal, or a gateway that cannot be reached (status 0). */
export class Refusal extends Error {
  /** @param {Api.Problem} problem */
  constructor(problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** @type {() => void} */
let signedOut = () => {};

/** @param {() => void} then called when the session has ended */
export function onSignedOut(then) {
  signedOut = then;
}

/** An id for a request, so that sending it twice does it once. */
export function requestId() {
  return `web_${crypto.randomUUID()}`;
}

/**
 * @param {string} path
 * @returns {Promise<any>}
 */
export function read(path) {
  return send(path, {});
}

/**
 * Runs a command.
 * @param {string} path the command's name with dashes
 * @param {Record<string, unknown>} options
 * @param {{ room?: string, thread?: string, request?: string, confirm?: string }} [how]
 * @returns {Promise<{ request: string, reply: Api.Reply }>}
 */
export function call(path, options, how = {}) {
  return send(`/api/v1/commands/${encodeURIComponent(path)}`, {
    method: "POST",
    body: JSON.stringify(options),
    headers: headers(how),
  });
}

/**
 * Presses a button of a post.
 * @param {string} post
 * @param {string} token
 * @param {{ request?: string, confirm?: string }} [how]
 * @returns {Promise<{ request: string, reply: Api.Reply }>}
 */
export function press(post, token, how = {}) {
  const path = `/web/posts/${encodeURIComponent(post)}/press`;
  return send(path, { method: "POST", body: JSON.stringify({ token }), headers: headers(how) });
}

/** @param {{ room?: string, thread?: string, request?: string, confirm?: string }} how */
function headers({ room, thread, request, confirm }) {
  /** @type {Record<string, string>} */
  const out = {
    "Content-Type": "application/json",
    "Idempotency-Key": request ?? requestId(),
    "Mycelium-Zone": prefs.zone || Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  if (room) out["Mycelium-Room"] = room;
  if (thread) out["Mycelium-Thread"] = thread;
  if (confirm) out["Mycelium-Confirm"] = confirm;
  return out;
}

/**
 * @param {string} path
 * @param {RequestInit} init
 * @returns {Promise<any>}
 */
async function send(path, init) {
  let answer;
  try {
    answer = await fetch(path, { credentials: "same-origin", ...init });
  } catch {
    throw new Refusal(away());
  }
  noteServerTime(answer.headers.get("Date"));
  const body = await answer.json().catch(() => undefined);
  if (answer.ok && body !== undefined) return body;
  if (answer.status === 401) signedOut();
  throw new Refusal(body?.detail ? body : broken(answer.status));
}

/** @returns {Api.Problem} */
function away() {
  return {
    status: 0,
    title: "Not reached",
    code: "unreachable",
    detail: "The gateway did not answer. Try again when the connection is back; what it has heard already is not done twice.",
  };
}

/**
 * @param {number} status
 * @returns {Api.Problem}
 */
function broken(status) {
  return {
    status,
    title: "Failed",
    code: "unreadable",
    detail: `The gateway answered with ${status} and no reason. Try again; its log tells more.`,
  };
}
