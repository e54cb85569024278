import { Part, html, icon, nothing } from "./part.js";
import { time } from "./bits.js";
import { drawReply, refusal } from "./reply.js";
import { exact } from "../text/plain.js";
import { dismiss } from "../model/actions.js";
import { runCall } from "../model/perform.js";

/** What only this viewer sees: an answer to a question, a refusal, a secret. */
class Note extends Part {
  static properties = { note: { attribute: false }, where: { attribute: false } };

  constructor() {
    super();
    /** @type {Ui.Note | undefined} */
    this.note = undefined;
    /** @type {import("../model/actions.js").Where} */
    this.where = { room: "" };
  }

  render() {
    const { note } = this;
    if (!note) return nothing;
    return html`<div class="note ${note.problem ? "is-problem" : ""}" role="group" tabindex="-1" aria-label="Only you see this">
      <header>
        <span class="only">${icon("eye")}Only you see this</span>
        ${note.line ? html`<code class="line" dir="auto">${exact(note.line)}</code>` : nothing} ${time(note.at)}
        <button class="tool" aria-label="Dismiss" title="Dismiss" @click=${() => dismiss(this.where, note.id)}>
          ${icon("cross")}
        </button>
      </header>
      ${note.running ? html`<p class="muted working"><span class="spinner"></span>Working&hellip;</p>` : nothing}
      ${note.reply ? html`<div class="note-body">${drawReply(note.reply, this.#around())}</div>` : nothing}
      ${note.reply?.kind === "private" && note.reply.secret ? html`<p class="muted small">Shown this once, and kept nowhere.</p>` : nothing}
      ${note.problem ? refusal(note.problem, this.#around()) : nothing}
      ${note.problem && note.resend ? html`<div class="buttons"><button class="button" @click=${note.resend}>Send again</button></div>` : note.problem && note.again ? html`<div class="buttons"><button class="button" @click=${this.#again}>Edit and try again</button></div>` : nothing}
    </div>`;
  }

  /** @returns {import("./reply.js").Around} */
  #around() {
    return {
      full: true,
      onCall: (call) => void runCall(this.where, call),
      onForm: (command, prefill) =>
        this.dispatchEvent(new CustomEvent("myc-form", { bubbles: true, detail: { command, prefill } })),
    };
  }

  #again = () => {
    if (!this.note) return;
    this.dispatchEvent(new CustomEvent("myc-edit", { bubbles: true, detail: { where: this.where, draft: this.note.again } }));
    dismiss(this.where, this.note.id);
  };
}
customElements.define("myc-note", Note);
