// Takes a text/event-stream apart, however its bytes were cut.

/** @typedef {{ id?: string, event?: string, data?: string }} Block */

/** Collects chunks and gives whole blocks. */
export class SseParser {
  #rest = "";

  /**
   * @param {string} chunk
   * @returns {Block[]}
   */
  push(chunk) {
    this.#rest += chunk;
    /** @type {Block[]} */
    const blocks = [];
    for (let end; (end = /\r?\n\r?\n/.exec(this.#rest));) {
      const block = read(this.#rest.slice(0, end.index));
      this.#rest = this.#rest.slice(end.index + end[0].length);
      if (block) blocks.push(block);
    }
    return blocks;
  }
}

/**
 * @param {string} text
 * @returns {Block | undefined}
 */
function read(text) {
  /** @type {Block} */
  const block = {};
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const value = line.slice(colon + 1).replace(/^ /, "");
    const name = line.slice(0, colon);
    if (name === "data") block.data = block.data === undefined ? value : `${block.data}\n${value}`;
    else if (name === "id" || name === "event") block[name] = value;
  }
  return block.id === undefined && block.data === undefined ? undefined : block;
}
