import { Part, html, icon, nothing, wanted } from "./part.js";
import { avatar, time } from "./bits.js";
import { drawReply, file } from "./reply.js";
import { title } from "../text/plain.js";
import { clock, exactly, relative } from "../model/times.js";
import { ended } from "../model/words.js";
import { announce } from "../model/actions.js";
import { placeKey, store } from "../model/store.js";

/** Where nobody can point at a post, its tools are always there. */
const TOUCHED = matchMedia("(hover: none)").matches;

const SYSTEM = "peer_0system";

const acts = () => import("../model/perform.js");
const away = () => announce("The gateway is away. Try again when it is back.");

/** One post, whatever it holds: words, a live card, a file. */
class Post extends Part {
  static properties = {
    post: { attribute: false },
    follows: { type: Boolean },
    place: {},
    pressing: { state: true },
    near: { state: true },
  };

  constructor() {
    super();
    /** @type {Ui.Post | undefined} */
    this.post = undefined;
    /** Whether it is drawn without its author, whose post stands before it. */
    this.follows = false;
    /** `thread` or `panel`: what leads to where one is already is left out. */
    this.place = "";
    this.pressing = "";
    /** Whether somebody points at it or is in it; only then it has its tools. */
    this.near = TOUCHED;
    this.addEventListener("mouseenter", () => (this.near = true));
    this.addEventListener("mouseleave", () => (this.near = TOUCHED));
    this.addEventListener("focusin", () => (this.near = true));
  }

  render() {
    const { post } = this;
    if (!post) return nothing;
    const live = post.reply?.kind === "card";
    const mine = post.author.id === store.session?.peer.id;
    return html`<article
      class="post ${this.follows ? "follows" : ""} ${live ? "has-card" : ""} ${post.sending ? "is-sending" : ""} ${store.mentions(post) && !mine ? "calls-you" : ""}"
      tabindex="-1"
      aria-label="${title(post.author.name)}, ${relative(post.at)}"
    >
      ${this.follows ? html`<time class="gutter" datetime=${post.at} title=${exactly(post.at)}>${clock(post.at)}</time>` : avatar(post.author)}
      <div class="post-body">
        ${this.follows ? nothing : this.#head(post)}
        ${live ? html`<div class="card tone-edge">${this.#content(post)}</div>` : this.#content(post)}
        ${(post.content.files ?? []).map((f) => file(f.name, f.content.digest, f.content.size, f.mediaType))}
        ${post.edited ? html`<small class="muted" title=${exactly(post.edited)}>edited</small>` : nothing}
        ${this.#reactions(post)} ${this.#foot(post)}
      </div>
      ${this.#tools(post)}
    </article>`;
  }

  /** @param {Ui.Post} post */
  #head(post) {
    return html`<header class="post-head">
      <a class="author" href="/rooms/${post.room}/person/${encodeURIComponent(post.author.id)}"
        ><bdi>${title(post.author.name)}</bdi></a
      >
      ${post.author.kind === "agent" && post.author.id !== SYSTEM ? html`<span class="tag">agent</span>` : nothing}
      ${time(post.at)}
    </header>`;
  }

  /** @param {Ui.Post} post */
  #content(post) {
    if (!post.reply) return html`<p class="muted">&hellip;</p>`;
    if (post.content.is === "removed") return html`<p class="muted">${post.reply.kind === "text" && post.reply.markdown}</p>`;
    const where = { room: post.room, thread: post.thread };
    return drawReply(post.reply, {
      works: this.#works(post),
      below: post.reply.kind === "card" ? this.#cardEnd(post, post.reply) : nothing,
      onCall: post.reply.kind === "card" ? undefined : (call) => void acts().then(({ runCall }) => runCall(where, call), away),
      onForm: (command, prefill) =>
        this.dispatchEvent(new CustomEvent("myc-form", { bubbles: true, detail: { command, prefill } })),
    });
  }

  /** Who answered it with what; a press answers with the same, or takes that back. @param {Ui.Post} post */
  #reactions(post) {
    if (!post.reactions) return nothing;
    return html`<div class="buttons">
      ${post.reactions.map(({ emoji, by }) => {
        const off = by.includes(store.session?.peer.id ?? "");
        const names = by.map((id) => title(store.peer(id).name)).join(", ");
        return html`<button
          class="button is-small"
          aria-pressed=${off}
          aria-label="${emoji} ${names}"
          title=${names}
          @click=${() => this.#call("react", { emoji, off })}
        >
          ${emoji} ${by.length}
        </button>`;
      })}
    </div>`;
  }

  /**
   * @param {string} verb
   * @param {object} [more]
   */
  #call(verb, more) {
    const post = /** @type {Ui.Post} */ (this.post);
    const call = { command: "post " + verb, definition: "", options: { post: post.id, ...more } };
    void acts().then(({ runCall }) => runCall({ room: post.room, thread: post.thread }, call), away);
  }

  /** Whether it is a job that has not ended. @param {Ui.Post} post */
  #works({ reply }) {
    return reply.kind === "card" && reply.subject?.type === "job" && !ended(reply.state);
  }

  /**
   * @param {Ui.Post} post
   * @param {Api.Card} card
   */
  #cardEnd(post, card) {
    const job = card.subject?.type === "job";
    const works = this.#works(post);
    if (works) wanted("myc-job-progress");
    return html`${works ? html`<myc-job-progress .card=${card} .progress=${post.progress}></myc-job-progress>` : nothing}
    ${
      post.buttons.length || card.subject
        ? html`<div class="buttons">
            ${post.buttons.map((b) => this.#button(post, b))}
            ${card.subject && this.place !== "panel" ? html`<a class="button is-quiet" href="/rooms/${post.room}/${card.subject.type}/${card.subject.id}">${job ? html`${icon("list")}Log and details` : "Details"}</a>` : nothing}
          </div>`
        : nothing
    }
    ${this.#reasons(post)}`;
  }

  /** Why some buttons are not for this viewer; one sentence for those that share it. @param {Ui.Post} post */
  #reasons(post) {
    const refused = post.buttons.filter((b) => !b.allowed && b.why);
    const sentences = [...new Set(refused.map((b) => b.why))];
    return sentences.map((why) => {
      const labels = refused.filter((b) => b.why === why).map((b) => title(b.label));
      return html`<p class="why" id=${this.#reasonId(post, why)}>
        ${icon("lock")}<span><b>${labels.join(", ")}</b> ${labels.length > 1 ? "are" : "is"} not for you: ${why}</span>
      </p>`;
    });
  }

  /**
   * @param {Ui.Post} post
   * @param {string | undefined} why
   */
  #reasonId(post, why) {
    return `why-${post.id}-${post.buttons.findIndex((b) => b.why === why)}${this.place}`;
  }

  /**
   * @param {Ui.Post} post
   * @param {Api.Button} button
   */
  #button(post, button) {
    return html`<button
      class="button is-${button.style}"
      aria-disabled=${!button.allowed || this.pressing !== ""}
      aria-describedby=${button.why ? this.#reasonId(post, button.why) : nothing}
      @click=${() => this.#press(post, button)}
    >
      ${button.allowed ? nothing : icon("lock")}${this.pressing === button.token ? "\u2026" : title(button.label)}
    </button>`;
  }

  /**
   * @param {Ui.Post} post
   * @param {Api.Button} button
   */
  async #press(post, button) {
    if (!button.allowed || this.pressing) return;
    const { command, options } = missing(button, post);
    if (command && options) {
      this.dispatchEvent(
        new CustomEvent("myc-form", {
          bubbles: true,
          detail: {
            command: command.name,
            prefill: options,
            title: `${button.label}: ${post.reply.kind === "card" ? post.reply.title : ""}`,
          },
        }),
      );
      return;
    }
    this.pressing = button.token;
    await acts().then(({ press }) => press(post, button), away);
    this.pressing = "";
  }

  /** @param {Ui.Post} post */
  #foot(post) {
    if (post.failed) {
      return html`<p class="unsent">
        ${icon("alert")}<span>Not sent. ${post.failed.detail}</span>
        <span class="unsent-ways">
          <button class="button is-small" @click=${() => post.resend?.()}>Send again</button>
          <button class="button is-small is-quiet" @click=${() => this.#forget(post)}>Discard</button>
        </span>
      </p>`;
    }
    if (post.sending) return html`<p class="muted sending">Sending&hellip;</p>`;
    if (!post.replies || this.place) return nothing;
    return html`<a class="thread-link" href="/rooms/${post.room}/thread/${post.id}">
      ${icon("thread")}${post.replies === 1 ? "1 reply" : `${post.replies} replies`}
      <span class="muted">${post.lastReplyAt ? html`last reply ${time(post.lastReplyAt)}` : nothing}</span>
    </a>`;
  }

  /** @param {Ui.Post} post */
  #forget(post) {
    store.timeline(post.room, post.thread).remove(post.id);
    store.topics.changed(`timeline:${placeKey(post.room, post.thread)}`);
  }

  /** @param {Ui.Post} post */
  #tools(post) {
    if (!this.near || post.sending || post.failed) return nothing;
    return html`<div class="tools">
      ${post.thread || this.place ? nothing : html`<a class="tool" href="/rooms/${post.room}/thread/${post.id}" aria-label="Reply in a thread" title="Reply in a thread (r)">${icon("thread")}</a>`}
      ${this.#tool("link", "Copy a link to this post", () => acts().then(({ link }) => link(post), away))}
      ${
        post.author.id === store.session?.peer.id && post.content.is === "said"
          ? html`${post.reply.kind === "text" ? this.#tool("edit", "Edit", () => this.#edit(post)) : nothing}
            ${this.#tool("cross", "Remove", () => this.#call("remove"))}`
          : nothing
      }
    </div>`;
  }

  /**
   * @param {string} picture
   * @param {string} label
   * @param {() => void} act
   */
  #tool(picture, label, act) {
    return html`<button class="tool" aria-label=${label} title=${label} @click=${act}>${icon(picture)}</button>`;
  }

  /** @param {Ui.Post} post */
  #edit(post) {
    const prefill = { post: post.id, text: /** @type {Api.Text} */ (post.reply).markdown };
    this.dispatchEvent(new CustomEvent("myc-form", { bubbles: true, detail: { command: "post edit", prefill } }));
  }
}
customElements.define("myc-post", Post);

/**
 * What a button's command has to be asked for first: the options that it cannot know, such as a reason.
 * @param {Api.Button} button
 * @param {Ui.Post} post
 * @returns {{ command?: Api.Command, options?: Record<string, string> }}
 */
function missing(button, post) {
  const command = store.command(button.command);
  const open = command?.options.filter((o) => o.required && o.type === "text") ?? [];
  const subject = post.reply.kind === "card" ? post.reply.subject : undefined;
  const known = command?.options.find((o) => o.type === "reference");
  return open.length && command && subject && known ? { command, options: { [known.name]: subject.id } } : {};
}
