import { Part, html, icon, nothing } from "./part.js";
import { store } from "../model/store.js";

/** An empty room teaches its first command. */
class FirstSteps extends Part {
  static properties = { room: {} };

  constructor() {
    super();
    this.room = "";
  }

  topics() {
    return ["catalogue", "session", "drones"];
  }

  render() {
    const notes = store.may("functions.use") ? store.command("release-notes") : undefined;
    const task = store.may("tasks.write") ? store.command("task create") : undefined;
    return html`<section class="first-steps">
      <h2>Nothing has been said in ${this.room} yet</h2>
      <p>
        Words are for everybody here. A line that begins with <kbd>/</kbd> is a command: everybody sees what was asked, who agreed
        and what came of it.
      </p>
      <div class="steps">
        ${notes ? this.#step("release-notes", "Write release notes", "From the history of a git repository. Somebody else agrees first, then a drone does it.", this.#root()) : nothing}
        ${task ? this.#step("task create", "Write down a task", "What is to be done, and who does it.", { title: "Look around in Mycelium" }) : nothing}
        ${store.may("peers.invite") ? this.#step("invite", "Invite somebody", "A link to sign in, for a colleague: approvals need two.", {}) : nothing}
      </div>
      <p class="muted">Type <kbd>/</kbd> for all commands, <kbd>?</kbd> for the keys, or read the <a href="/help">help</a>.</p>
    </section>`;
  }

  /** @returns {Record<string, string>} */
  #root() {
    const roots = store.drones.flatMap((d) => d.roots);
    return roots.length ? { repo: roots[0] } : {};
  }

  /**
   * @param {string} command
   * @param {string} label
   * @param {string} text
   * @param {Record<string, string>} values
   */
  #step(command, label, text, values) {
    const pick = () =>
      this.dispatchEvent(
        new CustomEvent("myc-edit", {
          bubbles: true,
          detail: { where: { room: this.room }, draft: { text: "", command, values } },
        }),
      );
    return html`<button class="step" @click=${pick}>
      <code>/${command}</code><b>${label}</b><span>${text}</span>${icon("send")}
    </button>`;
  }
}
customElements.define("myc-first-steps", FirstSteps);
