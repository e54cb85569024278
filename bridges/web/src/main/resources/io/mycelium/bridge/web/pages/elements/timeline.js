import { repeat } from "lit/directives/repeat.js";
import { Part, html, icon, nothing, wanted } from "./part.js";
import { Holding } from "./holding.js";
import "./post.js";
import { refusal } from "./reply.js";
import { day } from "../model/times.js";
import { notes } from "../model/actions.js";
import { placeKey, store } from "../model/store.js";
import { sequence } from "../model/sequence.js";
import { newFrom } from "../model/unread.js";
import { Window } from "../model/window.js";

/** Pixels before an edge at which more is fetched, and from the bottom that still count as being there. */
const NEAR = 700;
const BOTTOM = 48;
/** Between two drawings while a lot arrives, in milliseconds. */
const PACE = 100;
const SLOWEST = 1000;
/** Drawing takes one part in so many, so that there is time for what the person does. */
const SHARE = 12;
/** Posts that are kept of a room whose end is watched. */
const KEPT = 3000;

/** The posts of a room or a thread: stays at the end while one is there, and where one reads otherwise. */
class TimelineView extends Part {
  static properties = {
    room: {},
    thread: {},
    around: {},
    first: { attribute: false },
    loading: { state: true },
    missed: { state: true },
  };

  constructor() {
    super();
    this.room = "";
    this.thread = "";
    this.around = "";
    /** The post that a thread hangs on. @type {Ui.Post | undefined} */
    this.first = undefined;
    this.loading = false;
    this.missed = 0;
    this.view = new Window();
    this.holding = new Holding(this);
    /** The newest post when it was drawn last. */
    this.last = "";
    /** The first post that is new, once that is known; empty when none is. @type {string | undefined} */
    this.newFrom = undefined;
    /** What had been read when one came. @type {string | undefined} */
    this.read = undefined;
    this.drawnAt = 0;
    /** How long the last drawing took, in milliseconds. */
    this.cost = 0;
    this.sizes = new ResizeObserver(() => this.#settle());
  }

  get #key() {
    return placeKey(this.room, this.thread);
  }

  get #timeline() {
    return store.timeline(this.room, this.thread || undefined, this.around || undefined);
  }

  topics() {
    return [`timeline:${this.#key}`, `notes:${this.#key}`];
  }

  /** Draws at most once a frame, and less often while a lot arrives. */
  async scheduleUpdate() {
    const wait = this.drawnAt + Math.min(SLOWEST, Math.max(PACE, this.cost * SHARE)) - performance.now();
    if (wait > 0) await new Promise((done) => setTimeout(done, wait));
    await new Promise((done) => requestAnimationFrame(done));
    const begin = performance.now();
    await super.scheduleUpdate();
    requestAnimationFrame(() => setTimeout(() => (this.cost = performance.now() - begin)));
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has("room") || changed.has("thread")) this.#enter();
    if (changed.has("around") && this.around) void this.#goTo(this.around);
    this.#slide();
  }

  /** Begins at the end of another place. */
  #enter() {
    this.missed = 0;
    this.view.reset(!this.around);
    this.last = "";
    this.newFrom = this.read = undefined;
    this.holding.leave();
  }

  /** Moves the window with the posts. */
  #slide() {
    const timeline = this.#timeline;
    if (!timeline.loaded) return;
    this.#mark(timeline);
    if (this.view.stick && timeline.posts.length > KEPT * 1.2) timeline.trim(KEPT);
    this.view.slide(timeline.posts);
  }

  /**
   * Where the new begins is known when one comes, or once enough older posts are there; it stays while one is here.
   * @param {import("../model/timeline.js").Timeline} timeline
   */
  #mark(timeline) {
    if (this.thread || this.newFrom !== undefined) return;
    this.read ??= store.rooms.get(this.room)?.read;
    if (this.read !== undefined) this.newFrom = newFrom(timeline, this.read, store.session?.peer.id ?? "");
  }

  render() {
    const timeline = this.#timeline;
    const own = notes({ room: this.room, thread: this.thread || undefined });
    if (own.length) wanted("myc-note");
    const empty = timeline.loaded && !timeline.posts.length && !timeline.older;
    return html`<div
        class="scroller"
        tabindex="0"
        role="region"
        aria-label=${this.thread ? "Replies" : `Posts in ${this.room}`}
        @scroll=${this.#scrolled}
        @keydown=${this.#keys}
        @wheel=${this.#touch}
        @touchmove=${this.#touch}
        @pointerdown=${this.#touch}
      >
        <div class="posts">
          ${timeline.loaded ? this.#top(timeline) : timeline.failed ? this.#failure(timeline.failed) : skeleton()}
          ${empty && !own.length && !this.thread ? this.#empty() : nothing}
          ${this.#items(timeline.posts.slice(this.view.from, this.view.to), own)}
        </div>
      </div>
      ${this.#jump(timeline)}`;
  }

  /** @param {import("../model/timeline.js").Timeline} timeline */
  #top(timeline) {
    if (timeline.older || this.view.from > 0)
      return html`<p class="edge muted">${this.loading ? "Loading older posts\u2026" : "\u00a0"}</p>`;
    if (this.thread) return this.#first(timeline);
    return !timeline.posts.length ? nothing : html`<p class="edge muted">This is where <b>${this.room}</b> begins.</p>`;
  }

  /** What a thread hangs on scrolls with what hangs on it. @param {import("../model/timeline.js").Timeline} timeline */
  #first({ posts: { length } }) {
    if (!this.first) return nothing;
    return html`<myc-post data-id=${this.first.id} .post=${this.first} place="thread"></myc-post>
      <div class="day"><span>${length === 1 ? "1 reply" : length ? `${length} replies` : "No replies yet"}</span></div>`;
  }

  #empty() {
    wanted("myc-first-steps");
    return html`<myc-first-steps .room=${this.room}></myc-first-steps>`;
  }

  /** @param {Api.Problem} problem */
  #failure(problem) {
    return html`<div class="failure">
      ${refusal(problem)}
      <button class="button" @click=${() => store.load(this.room, this.thread || undefined).catch(() => {})}>Try again</button>
    </div>`;
  }

  /**
   * @param {Ui.Post[]} posts
   * @param {readonly Ui.Note[]} own
   */
  #items(posts, own) {
    const where = { room: this.room, thread: this.thread || undefined };
    const whole = this.view.from === 0 && !this.#timeline.older;
    const items = sequence(posts, own, this.newFrom ?? "", whole);
    const [head] = items; // a thread that goes on the same day needs no other line below its first post
    if (head?.is === "day" && whole && this.first && day(head.at) === day(this.first.at)) items.shift();
    return repeat(
      items,
      (item) => item.key,
      (item) => {
        switch (item.is) {
          case "day":
            return html`<div class="day"><span>${day(item.at)}</span></div>`;
          case "new":
            return html`<div class="day is-new"><span>New</span></div>`;
          case "note":
            return html`<myc-note .note=${item.note} .where=${where}></myc-note>`;
          case "post":
            return html`<myc-post
              data-id=${item.post.id}
              .post=${item.post}
              .follows=${item.follows}
              .place=${this.thread ? "thread" : ""}
            ></myc-post>`;
        }
      },
    );
  }

  /** @param {import("../model/timeline.js").Timeline} timeline */
  #jump(timeline) {
    if (this.view.stick || !timeline.posts.length) return nothing;
    const words = this.missed ? `${this.missed} new` : "Newest";
    return html`<button class="jump" @click=${() => this.toEnd()}>${icon("down")}${words}</button>`;
  }

  firstUpdated() {
    const list = this.querySelector(".posts");
    if (list) this.sizes.observe(list);
  }

  connectedCallback() {
    super.connectedCallback();
    const list = this.querySelector(".posts");
    if (list) this.sizes.observe(list);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  updated() {
    this.drawnAt = performance.now();
    const { posts } = this.#timeline;
    const last = posts[posts.length - 1]?.id ?? "";
    if (last !== this.last && this.last && !this.view.stick)
      this.missed += Math.max(0, posts.length - 1 - posts.findIndex((p) => p.id === this.last));
    this.last = last;
    this.#settle();
    if (this.view.stick && last && !this.thread)
      this.dispatchEvent(new CustomEvent("myc-seen", { bubbles: true, detail: { room: this.room, post: last } }));
  }

  /** What an empty room teaches is read from its beginning. */
  #settle() {
    this.holding.settle(this.view.stick && this.#timeline.posts.length > 0);
  }

  #scrolled = () => {
    const { box } = this.holding;
    const { posts, newer, older } = this.#timeline;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    const atEnd = below < BOTTOM && this.view.to === posts.length && !newer;
    const stick = atEnd || (this.view.stick && !this.holding.byHand);
    if (stick !== this.view.stick) {
      this.view.stick = stick;
      if (stick) this.missed = 0;
      this.requestUpdate();
    }
    this.holding.here();
    if (box.scrollTop < NEAR && !this.view.stick) {
      if (this.view.from > 0) this.#grow("up");
      else if (older) void this.#fetch("older");
    } else if (below < NEAR && !this.view.stick) {
      if (this.view.to < posts.length) this.#grow("down");
      else if (newer) void this.#fetch("newer");
    }
  };

  /** @param {"up" | "down"} way */
  #grow(way) {
    this.view.grow(this.#timeline.posts, way);
    this.requestUpdate();
  }

  /** @param {"older" | "newer"} side */
  async #fetch(side) {
    if (this.loading) return;
    this.loading = true;
    try {
      await store.extend(this.room, this.thread || undefined, side);
      this.view.slide(this.#timeline.posts);
      this.#grow(side === "older" ? "up" : "down");
    } catch {
      // Scrolling tries again.
    } finally {
      this.loading = false;
    }
  }

  /** Shows the newest posts, and stays there. */
  async toEnd() {
    if (this.#timeline.newer) await store.load(this.room, this.thread || undefined).catch(() => {});
    this.view.stick = true;
    this.missed = 0;
    this.holding.leave();
    this.requestUpdate();
  }

  /** Shows one post, wherever it is. @param {string} id */
  async #goTo(id) {
    if (!this.#timeline.has(id)) await store.load(this.room, this.thread || undefined, id).catch(() => {});
    const at = this.#timeline.posts.findIndex((p) => p.id === id);
    if (at < 0) return;
    this.view.surround(this.#timeline.posts, at);
    this.holding.hold(id, 120);
    this.requestUpdate();
    await this.updateComplete;
    const element = this.holding.element(id);
    element?.classList.add("is-target");
    /** @type {HTMLElement | null | undefined} */ (element?.querySelector("article"))?.focus({ preventScroll: true });
    this.holding.settle(false);
  }

  #touch = () => this.holding.touch();

  /** @param {KeyboardEvent} e */
  #keys = (e) => {
    this.#touch();
    if (e.target instanceof HTMLInputElement || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "End") return void this.toEnd();
    if (e.key === "j" || e.key === "k") {
      this.move(e.key === "j" ? 1 : -1);
      e.preventDefault();
    }
    if (e.key === "r" && e.target instanceof HTMLElement) {
      const link = e.target.closest("myc-post")?.querySelector(".tool[href]");
      if (link instanceof HTMLElement) link.click();
    }
  };

  /** Moves the focus by posts. @param {number} by */
  move(by) {
    const all = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("article.post, .note")]);
    const at = all.findIndex((a) => a.contains(document.activeElement));
    const next = all[at < 0 ? all.length - 1 : Math.min(all.length - 1, Math.max(0, at + by))];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }
}
customElements.define("myc-timeline", TimelineView);

/** What stands there while the first page comes. */
function skeleton() {
  return html`<div class="skeleton" role="status" aria-label="Loading posts">
    ${[1, 2, 3, 4].map(() => html`<div><i></i><b></b><b></b></div>`)}
  </div>`;
}
