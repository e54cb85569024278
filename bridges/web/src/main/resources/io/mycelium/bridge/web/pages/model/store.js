// All that the pages know: who is here, which rooms there are, what was said. Elements draw from it and never keep
// copies; it changes by the gateway's events and by what was asked for.

import { EventStream } from "../net/stream.js";
import { onSignedOut, read } from "../net/api.js";
import { Directory } from "./directory.js";
import { Redraw } from "./redraw.js";
import { Timeline } from "./timeline.js";

const PAGE = 50;
const LINES_KEPT = 4;

/** @param {string} room @param {string} [thread] */
export const placeKey = (room, thread) => (thread ? `${room}/${thread}` : room);

class Store extends Directory {
  /** @type {Ui.Connection} */
  connection = "connecting";
  /** @type {Map<string, Timeline>} */
  timelines = new Map();
  /** @type {((event: Api.Event) => void)[]} */
  listeners = [];

  #stream = new EventStream({
    event: (event) => this.#take(event),
    state: (connection) => this.#connected(connection),
    lost: () => void this.#again(),
  });
  #redraw = new Redraw(
    (id) => read(`/web/posts/${encodeURIComponent(id)}`),
    (id, post) => this.#drawn(id, post),
  );
  /** What posts show that are read for the first time; they are in no timeline yet. @type {Map<string, Api.Subject>} */
  #coming = new Map();

  /** What changes while pages of posts are on their way, which may show it as it was: ids for each. @type {Set<Set<string>>} */
  #changing = new Set();

  /** Reads what every page needs, and follows the events. */
  async start() {
    onSignedOut(() => this.#connected("signed-out"));
    await this.readAll();
  }

  /**
   * The posts of a place. Loads the newest, or those around one, when they are not there.
   * @param {string} room
   * @param {string} [thread]
   * @param {string} [around]
   */
  timeline(room, thread, around) {
    const key = placeKey(room, thread);
    let timeline = this.timelines.get(key);
    if (!timeline) {
      this.timelines.set(key, (timeline = new Timeline()));
      void this.load(room, thread, around).catch(() => {});
    }
    return timeline;
  }

  /**
   * Loads the newest posts of a place, or those around one.
   * @param {string} room
   * @param {string} [thread]
   * @param {string} [around]
   */
  async load(room, thread, around) {
    const timeline = this.timelines.get(placeKey(room, thread)) ?? this.timeline(room, thread);
    timeline.expectPage();
    try {
      const page = await this.#page(room, thread, around ? { around } : {});
      timeline.reset(page);
      if (!this.#stream.place) this.#stream.follow(page.place);
    } catch (e) {
      timeline.giveUp();
      timeline.failed = /** @type {import("../net/api.js").Refusal} */ (e).problem;
      throw e;
    } finally {
      this.topics.changed(`timeline:${placeKey(room, thread)}`);
    }
  }

  /**
   * Loads the page before the oldest, or behind the newest, that is there.
   * @param {string} room
   * @param {string | undefined} thread
   * @param {"older" | "newer"} side
   */
  async extend(room, thread, side) {
    const timeline = this.timeline(room, thread);
    const posts = timeline.posts.filter((p) => !p.sending && !p.failed);
    const edge = side === "older" ? posts[0] : posts[posts.length - 1];
    if (!edge || !timeline[side]) return;
    if (side === "newer") timeline.expectPage();
    try {
      timeline.extend(await this.#page(room, thread, side === "older" ? { before: edge.id } : { after: edge.id }), side);
    } finally {
      timeline.giveUp();
      this.topics.changed(`timeline:${placeKey(room, thread)}`);
    }
  }

  /**
   * @param {string} room
   * @param {string | undefined} thread
   * @param {Record<string, string>} where
   * @returns {Promise<Api.Page>}
   */
  async #page(room, thread, where) {
    const query = new URLSearchParams({ limit: String(PAGE), ...(thread ? { thread } : {}), ...where });
    const changed = new Set();
    this.#changing.add(changed);
    const page = await read(`/web/rooms/${encodeURIComponent(room)}/posts?${query}`).finally(() =>
      this.#changing.delete(changed),
    );
    for (const { id, content } of page.posts) if (changed.has(id) || changed.has(content.subject?.id)) this.#redraw.want(id);
    return { ...page, posts: page.posts.filter((/** @type {Ui.Post} */ p) => p.id !== thread) }; // its root stands above
  }

  /**
   * One post, drawn now.
   * @param {string} id
   * @returns {Promise<Ui.Post>}
   */
  post(id) {
    return read(`/web/posts/${encodeURIComponent(id)}`);
  }

  /** Puts a post that was asked for where it is shown. @param {Ui.Post} post */
  replace(post) {
    this.#drawn(post.id, post);
  }

  /** Whether events go on being read; a page that nobody sees may rest. @param {boolean} awake */
  wake(awake) {
    if (awake) {
      if (this.#stream.place) this.#stream.resume();
      this.later("peers", () => this.readPeers());
      this.later("rooms", () => this.readRooms());
    } else this.#stream.stop();
  }

  /** @param {Ui.Connection} connection */
  #connected(connection) {
    if (this.connection === connection) return;
    this.connection = connection;
    if (connection === "live") {
      this.#redraw.go();
      // What came before the events that follow was read before; and from now on this viewer is here, too.
      this.later("all", () => this.readAll());
    }
    this.topics.changed("connection");
  }

  /** The log has forgotten where we were, so all that is shown is read anew. */
  async #again() {
    this.#stream.follow("");
    this.#stream.stop();
    const loaded = [...this.timelines].filter(([, t]) => t.loaded);
    for (const [key] of loaded) {
      const [room, thread] = key.split("/");
      await this.load(room, thread).catch(() => {});
    }
    void this.readRooms();
  }

  /** @param {Api.Event} event */
  #take(event) {
    if (event.type === "post.created") this.#posted(event);
    else this.#subject(event);
    const family = event.type.split(".")[0];
    if (family === "room") this.later("rooms", () => this.readRooms());
    if (family === "peer") this.later("peers", () => this.readPeers());
    if (family === "peer" && event.subject.id === this.session?.peer.id) this.later("session", () => this.#allowed());
    if (family === "function") this.later("catalogue", () => this.readCatalogue());
    this.listeners.forEach((listen) => listen(event));
  }

  /** What this viewer may do has changed, and with it what buttons offer. */
  async #allowed() {
    await this.readSession();
    for (const timeline of this.timelines.values())
      for (const post of timeline.posts) if (post.buttons.length) this.#redraw.want(post.id);
  }

  /** @param {Api.Event} event */
  #posted(event) {
    const { id, place, author, content, at } = event.payload;
    const key = placeKey(place.room, place.thread);
    const timeline = this.timelines.get(key);
    timeline?.remove(event.request);
    /** @type {Ui.Post} */
    const post = {
      id,
      room: place.room,
      thread: place.thread,
      author: this.peer(author),
      at,
      content,
      reply: content.reply,
      buttons: [],
      replies: 0,
    };
    if (timeline && !timeline.has(id)) {
      if (content.is === "said") timeline.add(post);
      if (content.is === "live" || content.reply.actions?.length) {
        if (content.subject) this.#coming.set(id, content.subject);
        this.#redraw.want(id);
      }
      this.topics.changed(`timeline:${key}`);
    }
    if (place.thread) this.#answered(place.room, place.thread, at);
    this.heardOf(post.author);
    this.count(post);
  }

  /**
   * @param {string} room
   * @param {string} root
   * @param {string} at
   */
  #answered(room, root, at) {
    const timeline = this.timelines.get(room);
    if (!timeline?.has(root)) return;
    timeline.change(root, (post) =>
      post.lastReplyAt && Date.parse(post.lastReplyAt) >= Date.parse(at)
        ? post
        : { ...post, replies: post.replies + 1, lastReplyAt: at },
    );
    this.topics.changed(`timeline:${room}`);
  }

  /** @param {Api.Event} event */
  #subject(event) {
    const { type, id } = event.subject;
    // A post looks different itself, and one says how the job on its thread is.
    const root = type === "post" ? id : type === "job" && event.type !== "job.progress" && event.payload?.thread;
    this.#changing.forEach((changed) => changed.add(id).add(root || id));
    for (const [key, timeline] of this.timelines) {
      for (const post of timeline.posts) {
        const shown = post.content.subject;
        if ((shown?.id !== id || shown.type !== type) && post.id !== root) continue;
        if (event.type === "job.progress") this.#progress(key, timeline, post, event);
        else this.#redraw.want(post.id);
      }
    }
    for (const [post, subject] of this.#coming) if (subject.id === id && subject.type === type) this.#redraw.want(post);
    this.topics.changed(`subject:${type}:${id}`);
  }

  /**
   * @param {string} key
   * @param {Timeline} timeline
   * @param {Ui.Post} post
   * @param {Api.Event} event
   */
  #progress(key, timeline, post, event) {
    const { percent, note, lines = [] } = event.payload;
    timeline.change(post.id, (p) => ({
      ...p,
      progress: {
        percent,
        note,
        lines: [...(p.progress?.lines ?? []), ...lines].slice(-LINES_KEPT),
        skipped: 0,
        startedAt: p.progress?.startedAt,
      },
    }));
    this.topics.changed(`timeline:${key}`);
  }

  /**
   * @param {string} id
   * @param {Ui.Post | undefined} post
   */
  #drawn(id, post) {
    this.#coming.delete(id);
    if (!post) {
      for (const timeline of this.timelines.values()) timeline.remove(id);
      return;
    }
    const key = placeKey(post.room, post.thread);
    const timeline = this.timelines.get(key);
    if (timeline?.has(id)) timeline.change(id, (known) => ({ ...post, progress: known.progress }));
    else timeline?.add(post);
    this.topics.changed(`timeline:${key}`);
    this.topics.changed(`post:${id}`);
  }
}

export const store = new Store();
