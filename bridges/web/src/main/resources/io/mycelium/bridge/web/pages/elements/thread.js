import { Part, html, icon, nothing } from "./part.js";
import "./timeline.js";
import "./composer.js";
import { store } from "../model/store.js";

/** A thread at the side: what it hangs on, and what was said about it. */
class ThreadView extends Part {
  static properties = { room: {}, root: {}, around: {}, post: { state: true }, failed: { state: true } };

  constructor() {
    super();
    this.room = "";
    this.root = "";
    /** The answer that is shown first, if not the newest. */
    this.around = "";
    /** @type {Ui.Post | undefined} */
    this.post = undefined;
    /** @type {Api.Problem | undefined} */
    this.failed = undefined;
  }

  topics() {
    return [`timeline:${this.room}`, `post:${this.root}`];
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has("root")) {
      this.post = undefined;
      this.failed = undefined;
    }
    const shown = store.timelines.get(this.room)?.find(this.root);
    if (shown) this.post = shown;
    else if (!this.post && !this.failed && this.root) void this.#read(this.root);
  }

  /** @param {string} root */
  async #read(root) {
    try {
      const post = await store.post(root);
      if (this.root === root) this.post = post;
    } catch (e) {
      this.failed = /** @type {any} */ (e).problem;
    }
  }

  render() {
    return html`<div class="panel-body thread">
      ${this.failed ? html`<p class="failure">${icon("alert")} ${this.failed.detail}</p>` : nothing}
      <myc-timeline
        .room=${this.room}
        .thread=${this.root}
        .first=${this.post}
        .around=${this.around}
        @myc-edit=${this.#edit}
      ></myc-timeline>
      <myc-composer .room=${this.room} .thread=${this.root} @myc-said=${this.#end}></myc-composer>
    </div>`;
  }

  #end = () => /** @type {any} */ (this.querySelector("myc-timeline"))?.toEnd();

  /** @param {CustomEvent<{ draft: Ui.Draft }>} e */
  #edit = (e) => {
    e.stopPropagation();
    /** @type {any} */ (this.querySelector("myc-composer"))?.edit(e.detail.draft);
  };
}
customElements.define("myc-thread", ThreadView);
