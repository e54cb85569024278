import { html } from "./part.js";
import { Modal } from "./modal.js";

const KEYS = [
  [
    "Everywhere",
    [
      ["?", "these keys"],
      ["Ctrl K", "go to a room, a person, a page, or begin a command"],
      ["/", "begin a command"],
      ["c", "write"],
      ["s", "search in the room"],
      ["Alt \u2191 \u2193", "the room before, the next one"],
      ["Alt Shift \u2191 \u2193", "the same, where something is new"],
      ["Esc", "close what is beside the room"],
    ],
  ],
  [
    "Among posts",
    [
      ["j  k", "the next post, the one before"],
      ["r", "reply in a thread"],
      ["Tab", "to a post's buttons and links"],
      ["End", "to the newest"],
    ],
  ],
  [
    "Writing",
    [
      ["Enter", "send, or run the command"],
      ["Shift Enter", "a new line"],
      ["\u2191 \u2193", "what you sent before; choose from a list"],
      ["Tab", "take the suggestion; the next field"],
      ["Esc", "leave the command, close the list"],
      ["@", "call somebody by name"],
    ],
  ],
];

/** The keys that do something. */
class Keys extends Modal {
  render() {
    return html`<dialog class="keys" aria-labelledby="keys-title">
      <h2 id="keys-title">Keys</h2>
      ${KEYS.map(
        ([heading, keys]) =>
          html`<h3>${heading}</h3>
            <dl>
              ${
                /** @type {string[][]} */ (keys).map(
                  ([key, what]) =>
                    html`<div>
                      <dt><kbd>${key}</kbd></dt>
                      <dd>${what}</dd>
                    </div>`,
                )
              }
            </dl>`,
      )}
      <div class="buttons"><button class="button" autofocus @click=${() => this.close()}>Close</button></div>
    </dialog>`;
  }
}
customElements.define("myc-keys", Keys);
