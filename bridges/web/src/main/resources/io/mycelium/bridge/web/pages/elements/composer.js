import { Part, html, icon, nothing, wanted } from "./part.js";
import { draft, history, keepDraft, keepLine } from "../model/prefs.js";
import "./attach.js";
import { Choosing } from "./choosing.js";
import { hear, say } from "../model/actions.js";
import { placeKey, store } from "../model/store.js";

const LONGEST = 4000;
/** After so many milliseconds the posts are there, and what commands and their answers need is fetched ahead. */
const AHEAD = 400;
/** What commands and names need, which is not fetched for words. */
const commands = () => import("../model/commands.js");

/** Where people write: words as they are, commands with a field for each option. Nothing typed is lost. */
class Composer extends Part {
  static properties = {
    room: {},
    thread: {},
    draft: { state: true },
    problem: { state: true },
    problems: { state: true },
  };

  constructor() {
    super();
    this.room = "";
    this.thread = "";
    /** @type {Ui.Draft} */
    this.draft = { text: "" };
    this.problem = "";
    /** @type {Record<string, string>} what the gateway said of options */
    this.problems = {};
    /** How far back one is in the history. */
    this.back = 0;
    /** Whether what commands need was asked for. */
    this.ahead = false;
    /** Whether the fields of a command are about to come. */
    this.entering = false;
    /** @type {Ui.Draft | undefined} what was there before one went back */
    this.aside = undefined;
  }

  #choosing = new Choosing(this);

  get #where() {
    return { room: this.room, thread: this.thread || undefined };
  }

  get #command() {
    return this.draft.command ? store.command(this.draft.command) : undefined;
  }

  topics() {
    return ["catalogue", "connection", "session"];
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (changed.has("room") || changed.has("thread")) {
      this.draft = draft(placeKey(this.room, this.thread));
      this.#choosing.close();
    }
  }

  /**
   * Takes something to write on, and the focus.
   * @param {Ui.Draft} draft
   * @param {string} [begun] a word that was begun, for the field that gets the focus
   * @param {string} [at] the option that gets it
   */
  edit(draft, begun, at) {
    this.problems = {};
    this.#set(draft);
    this.back = 0;
    void this.updateComplete.then(() => this.focusField(begun, at));
  }

  /**
   * Puts the focus where one writes on.
   * @param {string} [begun]
   * @param {string} [at]
   */
  focusField(begun, at) {
    if (this.#command) {
      const line = /** @type {any} */ (this.querySelector("myc-command-line"));
      void customElements.whenDefined("myc-command-line").then(() => line?.focusField(begun, at));
    } else this.#area?.focus();
  }

  updated() {
    if (this.ahead || store.connection !== "live") return;
    this.ahead = true;
    setTimeout(() => {
      this.#prepare();
      wanted("myc-note");
    }, AHEAD);
  }

  get #button() {
    return /** @type {HTMLElement | null} */ (this.querySelector(".send"));
  }

  get #area() {
    return this.querySelector("textarea");
  }

  /** @param {Ui.Draft} draft */
  #set(draft) {
    this.draft = draft;
    this.problem = "";
    keepDraft(placeKey(this.room, this.thread), draft);
  }

  render() {
    const command = this.#command;
    if (command) wanted("myc-command-line");
    const may = store.may("rooms.say") || !store.session;
    return html`<form
      class="composer"
      @submit=${this.#submit}
      @paste=${this.#dropped}
      @drop=${this.#dropped}
      @dragover=${(/** @type {Event} */ e) => e.preventDefault()}
      aria-label=${this.thread ? "Reply" : `Write to ${this.room}`}
    >
      <myc-suggestions
        id="suggest-${this.thread || "room"}"
        .choices=${this.#choosing.choices}
        .chosen=${this.#choosing.chosen}
        .heading=${this.draft.text.startsWith("@") ? "" : "Commands"}
        @myc-pick=${this.#picked}
      ></myc-suggestions>
      ${this.problem ? html`<p class="composer-problem" role="alert">${icon("alert")}<span>${this.problem}</span>${this.#asText()}</p>` : nothing}
      <div class="composer-box ${command ? "has-command" : ""}">
        ${
          command
            ? html`<myc-command-line
                .command=${command}
                .values=${this.draft.values ?? {}}
                .problems=${this.problems}
                .room=${this.room}
                @myc-values=${(/** @type {CustomEvent} */ e) => this.#set({ text: "", command: command.name, values: e.detail })}
                @myc-ready=${() => this.#button?.focus()}
                @myc-leave=${() => this.edit({ text: "" })}
                @myc-send=${() => this.#submit()}
                @myc-recall=${(/** @type {CustomEvent} */ e) => this.#recall(e.detail)}
              ></myc-command-line>`
            : this.#words(may)
        }
        <button
          class="send"
          @keydown=${this.#buttonKeys}
          type="submit"
          aria-label=${command ? `Run /${command.name}` : "Send"}
          ?disabled=${store.connection === "signed-out"}
        >
          ${icon("send")}
        </button>
      </div>
      <p class="composer-hint">${this.#hint(command)}</p>
    </form>`;
  }

  /** @param {boolean} may */
  #words(may) {
    const files = store.command("say")?.options.some((o) => o.type === "file");
    return html`${files ? html`<myc-attach @myc-file=${this.#attached}></myc-attach>` : nothing}<textarea
        rows="1"
        dir="auto"
        .value=${this.draft.text}
        maxlength=${LONGEST}
        placeholder=${!may ? "Type / for a command; you may read here, not write" : this.thread ? "Reply\u2026" : `Write to ${this.room}, or / for a command`}
        aria-label=${this.thread ? "Reply" : `Write to ${this.room}`}
        aria-controls="suggest-${this.thread || "room"}"
        aria-autocomplete="list"
        aria-activedescendant=${this.#choosing.chosen >= 0 ? `suggest-${this.thread || "room"}-${this.#choosing.chosen}` : nothing}
        @focus=${this.#prepare}
        @input=${this.#typed}
        @keydown=${this.#keys}
        @blur=${() => setTimeout(() => this.#choosing.close(), 150)}
      ></textarea>`;
  }

  /** A file goes with the words, as an option of the command that says them. @param {File | undefined} file */
  async #take(file) {
    const option = store.command("say")?.options.find((o) => o.type === "file");
    if (!file || !option) return;
    await customElements.whenDefined("myc-command-line");
    const values = this.draft.command === "say" ? this.draft.values : { text: this.draft.text };
    this.edit({ text: "", command: "say", values: { ...values, [option.name]: "" } });
    await this.updateComplete;
    await /** @type {any} */ (this.querySelector("myc-command-line"))?.takeFile(option.name, file);
  }

  /** @param {CustomEvent<File>} e */
  #attached(e) {
    this.#prepare();
    void this.#take(e.detail);
  }

  /** @param {ClipboardEvent | DragEvent} e */
  #dropped(e) {
    const file = ("clipboardData" in e ? e.clipboardData : e.dataTransfer)?.files[0];
    if (!file || e.defaultPrevented) return;
    e.preventDefault();
    this.#prepare();
    void this.#take(file);
  }

  /** @param {Api.Command | undefined} command */
  #hint(command) {
    if (store.connection === "offline")
      return html`<span class="tone-warn">The gateway is away. What you write stays here; sending waits for you.</span>`;
    if (command) return html`<kbd>Enter</kbd> runs it &middot; <kbd>Tab</kbd> next field &middot; <kbd>Esc</kbd> leaves`;
    const left = LONGEST - this.draft.text.length;
    return left < 400
      ? html`${left} characters left`
      : html`<kbd>Enter</kbd> sends &middot; <kbd>Shift Enter</kbd> new line &middot;
          <kbd>/</kbd> commands${this.thread ? nothing : html` &middot; Markdown`}`;
  }

  #asText() {
    return this.draft.text.startsWith("/")
      ? html`<button type="button" class="button is-small" @click=${() => this.#say(this.draft.text)}>Say it as words</button>`
      : nothing;
  }

  /** Fetches what the first slash will need. */
  #prepare() {
    wanted("myc-suggestions");
    wanted("myc-command-line");
    commands().catch(() => {}); // what needs them asks again
  }

  /** @param {InputEvent} e */
  async #typed(e) {
    const area = /** @type {HTMLTextAreaElement} */ (e.target);
    const text = area.value;
    this.#set({ text });
    this.back = 0;
    if (!/^\/|@/.test(text)) return this.#choosing.close();
    const { closed } = this.#choosing;
    const { completions, named } = await commands();
    if (this.draft.text !== text) return undefined;
    const all = store.catalogue.commands;
    const found = text.startsWith("/") && !text.startsWith("//") ? named(text, all) : undefined;
    const longer = found && all.some((c) => c.name.startsWith(`${found.command.name} `));
    if (found && /\s/.test(text[found.end] ?? "") && (!longer || text.slice(found.end).trim())) return this.#enter(text);
    if (closed === this.#choosing.closed) this.#choosing.offer(completions(text, area.selectionStart), text);
    return undefined;
  }

  /**
   * Goes on with a field for each option.
   * @param {string} text
   */
  async #enter(text) {
    this.entering = true;
    const [{ reading }] = await Promise.all([commands(), customElements.whenDefined("myc-command-line")]);
    const typed = this.draft.text.startsWith(text) ? this.draft.text : text; // what was typed meanwhile belongs to it
    this.entering = false;
    const { line, begun } = reading(typed, store.catalogue.commands);
    if (this.draft.command || !line) return;
    this.#choosing.close();
    this.edit({ text: "", command: line.command.name, values: line.values }, begun, line.last);
    this.problem = line.problems.join(" ");
  }

  /** @param {CustomEvent<Ui.Choice>} e */
  #picked(e) {
    void this.#pick(e.detail);
  }

  /** @param {Ui.Choice} choice */
  async #pick(choice) {
    this.#choosing.close();
    if (!choice.value.startsWith("@")) return this.#enter(`/${choice.value} `);
    const { mentioned } = await commands();
    const area = this.#area;
    if (!area) return undefined;
    const before = mentioned(area.value.slice(0, area.selectionStart), choice.value);
    this.#set({ text: before + area.value.slice(area.selectionStart) });
    void this.updateComplete.then(() => {
      area.focus();
      area.setSelectionRange(before.length, before.length);
    });
    return undefined;
  }

  /** A command without fields is left from its button. @param {KeyboardEvent} e */
  #buttonKeys(e) {
    if (!this.#command || !/^(Escape|Backspace|ArrowUp|ArrowDown)$/.test(e.key)) return;
    e.preventDefault();
    if (e.key.startsWith("Arrow")) void this.#recall(e.key === "ArrowUp" ? 1 : -1);
    else this.edit({ text: "" });
  }

  /** @param {KeyboardEvent} e */
  #keys(e) {
    if (e.isComposing) return;
    if (this.entering && e.key === "Enter") return e.preventDefault();
    if (this.#choosing.key(e, this.draft.text, (choice) => void this.#pick(choice))) return e.preventDefault();
    const area = /** @type {HTMLTextAreaElement} */ (e.target);
    if (e.key === "Enter" && !e.shiftKey) {
      e.preventDefault();
      void this.#submit();
    } else if (e.key === "ArrowUp" && area.selectionStart === 0 && area.selectionEnd === 0) {
      e.preventDefault();
      void this.#recall(1);
    } else if (e.key === "ArrowDown" && this.back && area.selectionEnd === area.value.length) {
      e.preventDefault();
      void this.#recall(-1);
    } else if (e.key === "Escape") area.blur();
  }

  /**
   * Goes through what was sent before.
   * @param {number} by one is older
   */
  async #recall(by) {
    const { draftOf } = await commands();
    const lines = history();
    const back = Math.min(lines.length, Math.max(0, this.back + by));
    if (back === this.back) return;
    if (!this.back) this.aside = this.draft;
    this.edit(back ? draftOf(lines[lines.length - back], store.catalogue.commands) : (this.aside ?? { text: "" }));
    this.back = back;
  }

  /** @param {Event} [e] */
  async #submit(e) {
    e?.preventDefault();
    const command = this.#command;
    if (command) return this.#run(command);
    const text = this.draft.text.trim();
    if (!text) return undefined;
    if (!text.startsWith("/") || text.startsWith("//")) return this.#say(text.replace(/^\/\//, "/"));
    const { completions, parse, unknown } = await commands();
    const line = parse(text, store.catalogue.commands);
    if (line) return this.#enter(`${text} `);
    const [first] = this.#choosing.choices.length ? completions(text, text.length) : []; // a list that is not up to date yet
    if (first) return this.#pick(first);
    this.problem = unknown(text, store.catalogue.commands);
    return undefined;
  }

  /** @param {string} text */
  #say(text) {
    keepLine(text);
    this.#set({ text: "" });
    this.back = 0;
    this.dispatchEvent(new CustomEvent("myc-said", { bubbles: true }));
    return say(this.#where, text);
  }

  /** @param {Api.Command} command */
  async #run(command) {
    const line = /** @type {any} */ (this.querySelector("myc-command-line"));
    if (line && !line.complete()) return;
    const values = this.draft.values ?? {};
    this.edit({ text: "" });
    this.dispatchEvent(new CustomEvent("myc-said", { bubbles: true }));
    const { byOption, print, run } = await commands();
    const problem = await run(this.#where, command, values);
    if (!problem) return;
    hear(problem.detail);
    if (this.draft.text || this.draft.command) {
      this.problem = `/${command.name}: ${problem.detail}`;
      keepLine(print(command, values));
      return;
    }
    this.edit({ text: "", command: command.name, values });
    this.problems = byOption(problem);
    if (!Object.keys(this.problems).length || this.problems[""]) this.problem = problem.detail;
  }
}
customElements.define("myc-composer", Composer);
