// The buttons of rows: the same calls as the commands, by the same way.

import { html, icon, nothing } from "../elements/part.js";
import { runCall } from "../model/perform.js";
import { store } from "../model/store.js";

/**
 * @typedef {object} Act
 * @property {string} label
 * @property {string} command
 * @property {string} of what it is done to, for those who hear the button alone
 * @property {Record<string, unknown>} options
 * @property {string} room
 * @property {Api.Style} [style]
 * @property {string} [why] why it is of no use
 * @property {boolean} [form] whether the rest is asked for first
 */

/**
 * A button for those who may; nothing for others.
 * @param {Act} act
 */
export function button(act) {
  const command = store.command(act.command);
  if (!command || !store.may(command.permission)) return nothing;
  const away = store.connection === "offline" ? "The gateway is away." : "";
  const why = act.why || away;
  return html`<button
    class="button is-small is-${act.style ?? "plain"}"
    aria-label="${act.label} ${act.of}${why ? `. ${why}` : ""}"
    title=${why || command.summary}
    aria-disabled=${why !== ""}
    @click=${(/** @type {MouseEvent} */ e) => !why && void press(act, command, /** @type {HTMLButtonElement} */ (e.currentTarget))}
  >
    ${act.why ? icon("lock") : nothing}${act.label}
  </button>`;
}

/**
 * @param {Act} act
 * @param {Api.Command} command
 * @param {HTMLButtonElement} pressed
 */
async function press(act, command, pressed) {
  if (act.form) {
    const detail = { command: act.command, prefill: act.options, title: `${act.label} ${act.of}` };
    pressed.dispatchEvent(new CustomEvent("myc-form", { bubbles: true, detail }));
    return;
  }
  pressed.disabled = true; // one press is one call
  try {
    await runCall({ room: act.room }, { command: act.command, definition: command.definition, options: act.options });
  } finally {
    pressed.disabled = false;
    store.topics.changed("console");
  }
}
