// Markdown read as a tree, line by line, as CommonMark and its tables have it; HTML is words. The bridges to chat
// platforms read the same in Java: what both have to make of a text is in samples.json of bridges/chatting.

import { defined, spans } from "./inline.js";

/** @typedef {any[] & Record<string, any>} Block its kind and what it holds; `loose`, `sides` and `done` tell how it looks */
/** @typedef {{ is: string, kids: any[], lines: string[] } & Record<string, any>} Node a block while it is read */

/** How deep a text may nest, where a list counts twice. */
const DEEPEST = 24;
const MOST_CELLS = 100_000;

const FENCE = /^(?:`{3,}(?=[^`]*$)|~{3,})/;
const HEADING = /^(#{1,6})(?:[ \t]+(.*))?$/;
const RULE = /^([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const UNDERLINE = /^(?:=+|-+)[ \t]*$/;
const ITEM = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/;
const DIVIDER = /^\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*$/;

/**
 * Reads a text.
 * @param {string} text
 */
export function blocks(text) {
  const reader = new Reader();
  text
    .replace(/\n$/, "")
    .split("\n")
    .forEach((line) => reader.line(line));
  return reader.end();
}

class Reader {
  /** What goes on: the text, and in it quotes and items. */
  #open = [node("text", { deep: 0 })];
  /** A paragraph, code or a table that goes on. @type {Node | undefined} */
  #leaf;
  /** Whether the line before was blank. */
  #gap = false;
  /** What is left of the line, and at which column that begins. */
  #rest = "";
  #column = 0;
  /** @type {import("./inline.js").Targets} */
  #targets = new Map();

  get #inner() {
    return /** @type {Node} */ (this.#open.at(-1));
  }

  /** @param {string} line */
  line(line) {
    this.#rest = line;
    this.#column = 0;
    let depth = 1;
    while (depth < this.#open.length && this.#goesOn(this.#open[depth])) depth++;
    const fence = depth === this.#open.length && this.#leaf?.fence;
    if (!fence) this.#gap = this.#begins(depth);
    else if (this.#indent() < 4 && fence.test(this.#rest)) this.#leaf = undefined;
    else this.#leaf?.lines.push(this.#rest.replace(this.#leaf.indent, ""));
  }

  /**
   * Whether the line belongs to a quote or an item, whose mark or indentation is taken then.
   * @param {Node} node
   */
  #goesOn({ is, indent, kids }) {
    const text = bare(this.#rest);
    const width = this.#indent();
    if (is === "quote") return width < 4 && text[0] === ">" && this.#take(width, 1, 1);
    if (!text) this.#rest = "";
    return text ? width >= indent && this.#take(indent) : kids.length > 0;
  }

  /** How many columns are blank before the rest's first character. */
  #indent() {
    let column = this.#column;
    for (const c of /^[ \t]*/.exec(this.#rest)?.[0] ?? "") column += c === "\t" ? 4 - (column % 4) : 1;
    return column - this.#column;
  }

  /**
   * Takes so many blank columns, then characters, then blank columns if there are. What is left of a tab becomes blanks.
   * @param {number} blanks
   * @param {number} [characters]
   * @param {number} [more]
   */
  #take(blanks, characters = 0, more = 0) {
    for (let left = blanks; left > 0 && /^[ \t]/.test(this.#rest);) {
      const width = this.#rest[0] === "\t" ? 4 - (this.#column % 4) : 1;
      const taken = Math.min(left, width);
      this.#rest = " ".repeat(width - taken) + this.#rest.slice(1);
      this.#column += taken;
      left -= taken;
    }
    this.#rest = this.#rest.slice(characters);
    this.#column += characters;
    if (more) this.#take(more);
    return true;
  }

  /**
   * Takes what the line begins, then its text.
   * @param {number} inside how much of what is open goes on
   * @returns {boolean} whether it was blank
   */
  #begins(inside) {
    for (let depth = inside, begun = false; ; depth = this.#open.length, begun = true) {
      const text = bare(this.#rest);
      const within = depth === this.#open.length;
      const leaf = this.#leaf;
      const words = leaf?.is === "p";
      const own = within && words ? leaf : undefined;
      const deep = this.#indent() > 3;
      const code = within && leaf?.is === "code";
      if (!text && begun) return false;
      if (code ? !text || deep : deep && text && !words) {
        this.#take(4);
        (code ? leaf : this.#add(depth, "code", true)).lines.push(this.#rest);
      } else if (!text) this.#close(depth);
      else if (deep || !this.#stands(text, depth, own)) {
        if (!deep && this.#holds(text, depth, own)) continue;
        // A line without a mark goes on with a paragraph wherever that stands.
        (words || (within && leaf?.is === "table") ? leaf : this.#add(depth, "p", true))?.lines.push(text);
      }
      return !text && this.#inner.is !== "quote";
    }
  }

  /**
   * Takes a line that is a block or begins one of several lines.
   * @param {string} text
   * @param {number} depth
   * @param {Node | undefined} own the paragraph that the line would go on with
   */
  #stands(text, depth, own) {
    const heading = HEADING.exec(text);
    const fence = FENCE.exec(text)?.[0];
    if (own && UNDERLINE.test(text)) {
      const title = defined(own.lines.join("\n"), this.#targets);
      own.lines = title ? [title] : [];
      if (title) {
        own.is = text[0] === "=" ? "h1" : "h2";
        this.#leaf = undefined;
        return true;
      }
    }
    if (heading) this.#add(depth, `h${heading[1].length}`).lines.push(unhashed(heading[2] ?? ""));
    else if (RULE.test(text)) this.#add(depth, "rule");
    else if (fence) {
      const end = new RegExp(`^[ \\t]*${fence[0]}{${fence.length},}[ \\t]*$`);
      const indent = new RegExp(`^ {0,${this.#indent()}}`);
      this.#add(depth, "code", true, { fence: end, indent });
    } else return Boolean(own && DIVIDER.test(text) && this.#divided(own, text));
    return true;
  }

  /**
   * @param {Node} own
   * @param {string} text
   */
  #divided({ lines }, text) {
    const header = lines.at(-1);
    const sides = cells(text).map((side) => (side.endsWith(":") ? "num" : ""));
    if (!header?.includes("|") || cells(header).length !== sides.length) return false;
    lines.pop();
    this.#add(this.#open.length, "table", true, { sides }).lines.push(header);
    return true;
  }

  /**
   * Takes the mark of a quote or an item.
   * @param {string} text
   * @param {number} depth
   * @param {Node | undefined} own
   */
  #holds(text, depth, own) {
    const width = this.#indent();
    const { deep } = this.#open[depth - 1];
    if (deep >= DEEPEST) return false;
    if (text[0] === ">") {
      this.#open.push(this.#add(depth, "quote", false, { deep: deep + 1 }));
      return this.#take(width, 1, 1);
    }
    const [found, first] = ITEM.exec(text) ?? [];
    const empty = !found || !bare(text.slice(found.length));
    if (!found || (own && (empty || Number(first ?? 1) !== 1))) return false;
    this.#close(depth);
    const mark = found.at(-1);
    let list = this.#inner.kids.at(-1);
    if (list?.mark !== mark) list = this.#add(depth, "list", false, { mark, first });
    else list.loose ||= this.#gap;
    this.#take(width, found.length);
    const gap = this.#indent();
    const blanks = empty || gap > 4 ? 1 : gap;
    const item = node("item", { indent: width + found.length + blanks, list, deep: deep + 2 });
    list.kids.push(item);
    this.#open.push(item);
    return this.#take(blanks);
  }

  /**
   * @param {number} depth
   * @param {string} is
   * @param {boolean} [leaf] whether further lines may go on with it
   * @param {Record<string, any>} [what]
   */
  #add(depth, is, leaf, what) {
    this.#close(depth);
    const { list, kids } = this.#inner;
    if (this.#gap && list && kids.length) list.loose = true;
    const added = node(is, what);
    if (leaf) this.#leaf = added;
    kids.push(added);
    return added;
  }

  /** @param {number} depth */
  #close(depth) {
    this.#open.length = depth;
    this.#leaf = undefined;
  }

  end() {
    this.#define(this.#open[0]);
    return this.#built(this.#open[0].kids);
  }

  /** @param {Node} node */
  #define(node) {
    if (node.is === "p") node.lines = [defined(node.lines.join("\n"), this.#targets)];
    node.kids.forEach((kid) => this.#define(kid));
  }

  /**
   * @param {Node[]} nodes
   * @returns {Block[]}
   */
  #built(nodes) {
    return nodes.filter(({ is, lines }) => is !== "p" || lines[0]).map((node) => this.#block(node));
  }

  /**
   * @param {Node} node
   * @returns {Block}
   */
  #block({ is, kids, lines, first, loose, sides, fence }) {
    if (is === "quote") return [is, ...this.#built(kids)];
    if (is === "list") {
      const items = kids.map((kid) => Object.assign(this.#built(kid.kids), { done: done(kid.kids[0]) }));
      return Object.assign(first ? ["numbers", Number(first), ...items] : ["bullets", ...items], { loose });
    }
    if (is === "table") {
      // Rows are filled up, but not those of a table that is all columns.
      const most = lines.length * sides.length < MOST_CELLS ? sides : [];
      const rows = lines.map((line) => [...cells(line), ...most.map(() => "")].slice(0, sides.length));
      return Object.assign([is, ...rows.map((row) => row.map((cell) => spans(cell, this.#targets)))], { sides });
    }
    const text = lines.join("\n");
    if (is === "code") return [is, fence ? text : text.replace(/(?<!\n)(?:\n[ \t]*)+$/, "")];
    return [is, ...spans(text.trimEnd(), this.#targets)];
  }
}

/**
 * @param {string} is
 * @param {Record<string, any>} [what]
 * @returns {Node}
 */
function node(is, what) {
  return { is, kids: [], lines: [], ...what };
}

/** @param {string} text */
function bare(text) {
  return text.replace(/^[ \t]+/, "");
}

/** What a heading says, without the marks at its end. @param {string} text */
function unhashed(text) {
  return text.trimEnd().replace(/(?<=^|[ \t])#+$/, "");
}

/** Whether a task of a list is done; nothing for what is no task. @param {Node | undefined} first */
function done(first) {
  const box = first?.is === "p" && /^\[([ xX])\][ \t]/.exec(first.lines[0]);
  return box ? box[1] !== " " : undefined;
}

/** The cells of a table's line. @param {string} line */
function cells(line) {
  return line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replace(/\\\|/g, "|"));
}
