import { Part, go, html, icon, nothing } from "./part.js";
import { pageHead } from "./page-head.js";
import { suggest } from "../model/line.js";
import { riskHelp, riskTone } from "../model/words.js";
import { store } from "../model/store.js";

/** What can be called here, made of the catalogue: to read, and to look things up. */
class Help extends Part {
  static properties = { target: {}, typed: { state: true } };

  constructor() {
    super();
    this.target = "";
    this.typed = "";
  }

  topics() {
    return ["catalogue", "session"];
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  updated(changed) {
    if (changed.has("target") && this.target) this.querySelector(`#${CSS.escape(this.target)}`)?.scrollIntoView();
  }

  render() {
    const { functions, commands } = store.catalogue;
    const typed = this.typed.trim();
    return html`<main class="page help" aria-label="Help">
      <div class="page-inner">
        ${pageHead("Help")}
        <p class="lead">
          Mycelium is chat that does things. Words are for everybody in the room; a line that begins with <kbd>/</kbd> is a
          command. What carries a risk waits until somebody else agrees, then a drone does it, and its result is where the
          question was.
        </p>
        ${typed ? nothing : this.#start()}
        <div class="help-search">
          <input
            type="search"
            placeholder="What do you want to do?"
            aria-label="Search the commands"
            .value=${this.typed}
            @input=${(/** @type {InputEvent} */ e) => (this.typed = /** @type {HTMLInputElement} */ (e.target).value)}
          />
        </div>
        ${
          typed
            ? this.#found(suggest(typed.replace(/^\//, ""), commands))
            : functions.map((f) =>
                this.#group(
                  f,
                  commands.filter((c) => c.function === f.name),
                ),
              )
        }
        ${typed ? nothing : this.#others(commands.filter((c) => !functions.some((f) => f.name === c.function)))}
      </div>
    </main>`;
  }

  #start() {
    return html`<ul class="help-tips">
      <li>
        <b>Begin</b> Type <kbd>/</kbd> and a few letters. <kbd>Tab</kbd> takes the suggestion and goes from field to field,
        <kbd>Enter</kbd> runs it.
      </li>
      <li><b>Agree</b> Cards that wait for somebody carry <i>Grant</i> and <i>Deny</i>. Who asked does not count.</li>
      <li><b>Talk about it</b> Each post can have a thread. <code>@name</code> calls somebody.</li>
      <li><b>Only you</b> Answers to questions, refusals and secrets are shown to you alone, with a dashed edge.</li>
      <li><b>Keys</b> <kbd>?</kbd> shows all of them, <kbd>Ctrl K</kbd> goes anywhere.</li>
    </ul>`;
  }

  /** @param {Api.Command[]} commands */
  #found(commands) {
    return commands.length
      ? html`<section>${commands.slice(0, 30).map((c) => this.#command(c))}</section>`
      : html`<p class="muted" role="status">No command is about that. Try another word, or look through all of them.</p>`;
  }

  /**
   * @param {{ name: string, summary: string }} group
   * @param {Api.Command[]} commands
   */
  #group(group, commands) {
    if (!commands.length) return nothing;
    return html`<section aria-labelledby="about-${group.name}">
      <h2 id="about-${group.name}">${group.summary}</h2>
      ${commands.map((c) => this.#command(c))}
    </section>`;
  }

  /** @param {Api.Command[]} commands */
  #others(commands) {
    return commands.length ? this.#group({ name: "others", summary: "Functions" }, commands) : nothing;
  }

  /** @param {Api.Command} command */
  #command(command) {
    const mine = command.permission === "any" || store.may(command.permission);
    return html`<details class="help-command" id=${command.path} ?open=${this.target === command.path}>
      <summary>
        <code>/${command.name}</code><span>${command.summary}</span>
        ${command.risk === "low" ? nothing : html`<span class="tag tone-${riskTone(command.risk)}">${command.risk} risk</span>`}
        ${command.effect === "destructive" ? html`<span class="tag tone-bad">cannot be undone</span>` : nothing}
        ${mine ? nothing : html`<span class="tag">not for you</span>`}
      </summary>
      <div class="help-body">
        <p class="muted small">
          ${command.effect === "read" ? "Only looks; the answer is for you alone." : `Risk ${command.risk}: ${riskHelp(command.risk)}.`}
          Needs <code>${command.permission}</code>${mine ? "" : ", which you do not have"}.
        </p>
        ${
          command.options.length
            ? html`<div class="table-box" tabindex="0" role="group" aria-label="Options of ${command.name}">
                <table>
                  <thead>
                    <tr>
                      <th scope="col">Option</th>
                      <th scope="col">What it is</th>
                      <th scope="col">Takes</th>
                      <th scope="col">When left out</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${command.options.map(
                      (o) =>
                        html`<tr>
                          <td><code>${o.name}</code></td>
                          <td>${o.help}</td>
                          <td>${o.allowed}</td>
                          <td>
                            ${o.required ? html`<b>required</b>` : o.standard === undefined || o.standard === "" ? "" : html`<code>${o.standard}</code>`}
                          </td>
                        </tr>`,
                    )}
                  </tbody>
                </table>
              </div>`
            : nothing
        }
        ${command.examples.length ? html`<p class="small">People say, for example: ${command.examples.map((e, i) => html`${i ? ", " : ""}<q>${e}</q>`)}</p>` : nothing}
        ${mine ? html`<button class="button" @click=${() => this.#use(command)}>${icon("play")}Use it</button>` : nothing}
      </div>
    </details>`;
  }

  /** @param {Api.Command} command */
  #use(command) {
    go("/");
    setTimeout(
      () => /** @type {any} */ (document.querySelector("myc-composer"))?.edit({ text: "", command: command.name, values: {} }),
      50,
    );
  }
}
customElements.define("myc-help", Help);
