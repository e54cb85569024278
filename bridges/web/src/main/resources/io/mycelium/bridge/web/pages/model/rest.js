// A page that nobody sees rests.

import { store } from "./store.js";

/** After so long unseen a page stops reading events, unless it is the one that notifies. */
const REST = 60_000;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let resting;
/** @type {AbortController | undefined} */
let guard;

/** A page that nobody sees lets go of its connection, of which browsers have few; one page of all goes on, to notify. */
export function rest() {
  clearTimeout(resting);
  guard?.abort();
  if (!document.hidden) return;
  resting = setTimeout(() => {
    guard = new AbortController();
    const stay = () => new Promise((done) => guard?.signal.addEventListener("abort", done));
    const stop = () => store.wake(false);
    if (!navigator.locks) return stop();
    return void navigator.locks.request("mycelium-background", { ifAvailable: true }, (lock) => (lock ? stay() : stop()));
  }, REST);
}
