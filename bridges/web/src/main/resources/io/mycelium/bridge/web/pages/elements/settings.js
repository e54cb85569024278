import { Part, html, nothing } from "./part.js";
import { pageHead } from "./page-head.js";
import { time } from "./bits.js";
import { refusal, table } from "./reply.js";
import { call } from "../net/api.js";
import { askForNotifications } from "../model/notify.js";
import { problemOf } from "../model/actions.js";
import { runCall } from "../model/perform.js";
import { prefer, prefs } from "../model/prefs.js";
import { store } from "../model/store.js";
import { title } from "../text/plain.js";

/** How this browser shows Mycelium, and where else one is signed in. */
class Settings extends Part {
  static properties = { sessions: { state: true }, failed: { state: true } };

  #asked = false;

  constructor() {
    super();
    /** @type {Api.Table | undefined} */
    this.sessions = undefined;
    /** @type {Api.Problem | undefined} */
    this.failed = undefined;
  }

  topics() {
    return ["session", "catalogue"];
  }

  /** @param {Map<PropertyKey, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate(changed);
    if (this.#asked || !store.command("session list")) return; // the catalogue may come later than this page
    this.#asked = true;
    void this.#read();
  }

  async #read() {
    try {
      const { reply } = await call("session-list", {});
      this.sessions = reply.kind === "table" ? reply : undefined;
      this.failed = undefined;
    } catch (e) {
      this.failed = problemOf(e);
    }
  }

  /** @param {Parameters<typeof prefer>[0]} change */
  #prefer(change) {
    prefer(change);
    this.requestUpdate();
  }

  render() {
    const me = store.session;
    return html`<main class="page" aria-label="Settings">
      <div class="page-inner settings">
        ${pageHead("Settings")}
        <p class="muted">They are kept in this browser.</p>
        ${this.#looks()}
        <section>
          <h2>Notifications</h2>
          <label class="choice"
            ><input type="checkbox" .checked=${prefs.notify} @change=${this.#notify} /> Tell me when I am called by name, or an
            approval is asked for, while I look elsewhere</label
          >
        </section>
        ${me ? this.#you(me) : nothing} ${this.sessions || this.failed ? this.#list() : nothing}
      </div>
    </main>`;
  }

  #looks() {
    return html`<section>
        <h2 id="theme">Theme</h2>
        <div role="radiogroup" aria-labelledby="theme" class="choices">
          ${[
            ["", "As the system"],
            ["light", "Light"],
            ["dark", "Dark"],
          ].map(
            ([value, label]) =>
              html`<label
                ><input
                  type="radio"
                  name="theme"
                  .checked=${prefs.theme === value}
                  @change=${() => this.#prefer({ theme: /** @type {any} */ (value) })}
                />
                ${label}</label
              >`,
          )}
        </div>
      </section>
      <section>
        <h2><label for="zone">Time zone</label></h2>
        <select
          id="zone"
          @change=${(/** @type {Event} */ e) => this.#prefer({ zone: /** @type {HTMLSelectElement} */ (e.target).value })}
        >
          <option value="">This machine's (${Intl.DateTimeFormat().resolvedOptions().timeZone})</option>
          ${Intl.supportedValuesOf("timeZone").map((z) => html`<option value=${z} ?selected=${z === prefs.zone}>${z}</option>`)}
        </select>
      </section>`;
  }

  /** @param {Api.Session} me */
  #you(me) {
    return html`<section>
      <h2>You</h2>
      <p>
        <b>${title(me.peer.name)}</b>, ${me.peer.role}. Signed in here ${time(me.session.since)}; it lasts until
        ${time(me.session.expires)}.
      </p>
      <form method="post" action="/sign-out"><button class="button">Sign out here</button></form>
    </section>`;
  }

  #list() {
    return html`<section>
      <h2>Where you are signed in</h2>
      ${this.failed ? refusal(this.failed) : nothing} ${this.sessions ? this.#table(this.sessions) : nothing}
      <div class="buttons">
        <button class="button" @click=${() => this.#end({ others: true })}>Sign out everywhere else</button>
      </div>
    </section>`;
  }

  /** @param {Api.Table} sessions */
  #table(sessions) {
    const id = sessions.columns.findIndex((c) => c.key === "id");
    const own = store.session?.session.id;
    if (id < 0) return table(sessions);
    return html`<ul class="sessions">
      ${sessions.rows.map((row) => {
        const facts = sessions.columns
          .map((c, i) => [c, row[i]])
          .filter(([c]) => /** @type {Api.Column} */ (c).key !== "id" && /** @type {Api.Column} */ (c).key !== "this");
        return html`<li>
          <div>
            ${facts.map(([c, v]) => (v ? html`<span class="small"><span class="muted">${/** @type {Api.Column} */ (c).label}</span> ${/^\d{4}-.*Z$/.test(String(v)) ? time(String(v)) : title(String(v))}</span>` : nothing))}
          </div>
          ${row[id] === own ? html`<span class="tag tone-ok">this one</span>` : html`<button class="button is-small" @click=${() => this.#end({ id: row[id] })}>Sign out</button>`}
        </li>`;
      })}
    </ul>`;
  }

  /** @param {{ id?: string, others?: boolean }} which */
  async #end(which) {
    const command = store.command("session end");
    if (!command) return;
    const option = command.options.find((o) => o.type !== "flag")?.name ?? "session";
    const options = which.others ? { others: true } : { [option]: which.id };
    await runCall({ room: "main" }, { command: command.name, definition: command.definition, options });
    await this.#read();
  }

  /** @param {Event} e */
  #notify = async (e) => {
    const box = /** @type {HTMLInputElement} */ (e.target);
    box.checked = await askForNotifications(box.checked);
    this.#prefer({ notify: box.checked });
  };
}
customElements.define("myc-settings", Settings);
