import { Part, html, nothing } from "./part.js";
import { drawReply, refusal } from "./reply.js";
import "./job-progress.js";
import "./post.js";
import "./log-view.js";
import { call } from "../net/api.js";
import { problemOf } from "../model/actions.js";
import { runCall } from "../model/perform.js";
import { ended } from "../model/words.js";
import { store } from "../model/store.js";

const PAUSE = 400;

/** A card with all its details, as it is now; of a job the whole log as well. */
class SubjectView extends Part {
  static properties = { room: {}, type: {}, subject: {}, card: { state: true }, failed: { state: true } };

  constructor() {
    super();
    this.room = "";
    this.type = "";
    this.subject = "";
    /** @type {Api.Card | undefined} */
    this.card = undefined;
    /** @type {Api.Problem | undefined} */
    this.failed = undefined;
    this.readAt = 0;
    /** Answers may overtake each other. */
    this.turn = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  topics() {
    return [`timeline:${this.room}`, "connection"];
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has("subject") || changed.has("type")) {
      this.card = this.failed = undefined;
      this.end?.();
      this.end = store.topics.on(`subject:${this.type}:${this.subject}`, () => this.#soon());
      void this.#read();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.end?.();
  }

  /** Reads it again, but not with each of many events. */
  #soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.#read(), Math.max(0, this.readAt + PAUSE - Date.now()));
  }

  async #read() {
    this.readAt = Date.now();
    const command = store.command(`${this.type} show`);
    const option = command?.options.find((o) => o.required)?.name ?? this.type;
    const wanted = this.subject;
    const turn = ++this.turn;
    try {
      const { reply } = await call(command?.path ?? `${this.type}-show`, { [option]: wanted }, { room: this.room });
      if (turn !== this.turn) return;
      this.card = reply.kind === "card" ? reply : undefined;
      this.failed = undefined;
    } catch (e) {
      if (turn === this.turn) this.failed = problemOf(e);
    }
  }

  /** The post that shows it, whose buttons are this viewer's. */
  get #post() {
    for (const timeline of store.timelines.values()) {
      const post = timeline.posts.find((p) => p.content.subject?.id === this.subject);
      if (post) return post;
    }
    return undefined;
  }

  /** @param {Api.Card} card */
  #details(card) {
    return html`<details class="all-fields" ?open=${this.type !== "job"}>
      <summary>All details</summary>
      ${drawReply({ ...card, title: "", state: undefined, markdown: "", actions: [] }, { full: true })}
    </details>`;
  }

  render() {
    const { card } = this;
    const job = this.type === "job";
    const post = this.#post;
    return html`<div class="panel-body">
      <div class="panel-pad subject">
        ${this.failed ? refusal(this.failed) : nothing}
        ${card && post ? html`<myc-post class="in-panel" .post=${post} place="panel"></myc-post>` : nothing}
        ${card && !post ? html`<div class="card">${drawReply(card, { works: job && !ended(card.state), onCall: (c) => void runCall({ room: this.room }, c) })} ${job && !ended(card.state) ? html`<myc-job-progress .card=${card}></myc-job-progress>` : nothing}</div>` : nothing}
        ${card ? this.#details(card) : nothing}
        ${post ? html`<p class="small"><a href="/rooms/${post.room}/${post.thread ? "thread" : "post"}/${post.thread ?? post.id}">Show it among the posts</a></p>` : nothing}
      </div>
      ${job && card ? html`<myc-log-view .room=${this.room} .job=${this.subject} .running=${!ended(card.state)}></myc-log-view>` : nothing}
    </div>`;
  }
}
customElements.define("myc-subject", SubjectView);
