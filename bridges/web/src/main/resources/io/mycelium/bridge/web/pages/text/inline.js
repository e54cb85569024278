// Markdown within a line, read as CommonMark has it: emphasis, code, links. Every path through a text is linear or bounded,
// so that no text keeps a reader waiting.

/** @typedef {string | [string, ...any]} Span words, or an array of its kind and what it holds */
/** @typedef {Map<string, string>} Targets addresses by their folded labels */

const MOST_OPEN = 100;
/** @type {Record<string, string>} */
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

// Parts of patterns.
const ESCAPED = "\\\\([!-/:-@[-`{-~\\n])|&(?:(amp|lt|gt|quot|apos|nbsp)|#(\\d{1,7}|[xX][\\da-fA-F]{1,6}));";
const ANGLED = "<([a-zA-Z][a-zA-Z\\d+.-]{1,31}:[^\\s<>]*|([\\w.!#$%&'*+/=?^`{|}~\\-]+@[a-zA-Z\\d.\\-]+))>";
const WITHIN = '[^\\s<>"`|\\\\()[\\]]';
/** Signs behind an address are the sentence's, and so are brackets that are no pair in it. */
const BARE = `(?<![\\p{L}\\p{N}])((?:https?:\\/\\/|mailto:)(?:${WITHIN}|\\(${WITHIN}*\\)|\\[${WITHIN}*\\])+(?<![.,:;!?'*_~]))`;
const TITLE = `"(?:[^"\\\\]|\\\\[^])*"|'(?:[^'\\\\]|\\\\[^])*'|\\((?:[^()\\\\]|\\\\[^])*\\)`;
const CHARACTER = "[^ \\t\\n()\\\\]|\\\\(?:[()\\\\]|(?![()\\\\]))";
const ADDRESS = `<((?:[^<>\\n\\\\]|\\\\.)*)>|((?!<)(?:${CHARACTER}|\\((?:${CHARACTER}|\\((?:${CHARACTER})*\\))*\\))*)`;
const LABEL = "\\[((?:[^[\\]\\\\]|\\\\.){0,999})\\]";

const TOKEN = new RegExp(`[^\\\\\`*_~[\\]!<&\\nhm]+|${ESCAPED}|(\`+)|${ANGLED}|${BARE}|(!?\\[)|(\\*+|_+|~+)|.`, "suy");
const TARGET = new RegExp(`\\([ \\t\\n]*(?:${ADDRESS})(?:[ \\t\\n]+(?:${TITLE}))?[ \\t\\n]*\\)`, "y");
const REFERENCE = new RegExp(LABEL, "y");
const DEFINITION = new RegExp(
  `^${LABEL}:[ \\t]*\\n?[ \\t]*(?:${ADDRESS.replace("!<", "=[^\\s<]")})(?:(?:[ \\t]+\\n?|\\n)[ \\t]*(?:${TITLE}))?[ \\t]*(?:\\n|$)`,
);

/**
 * Takes the addresses that a paragraph begins by defining.
 * @param {string} text
 * @param {Targets} targets
 * @returns {string} what follows them
 */
export function defined(text, targets) {
  let rest = text;
  for (let found, name; (found = DEFINITION.exec(rest)) && (name = folded(found[1])); rest = rest.slice(found[0].length)) {
    if (!targets.has(name)) targets.set(name, unescaped(found[2] ?? found[3]));
  }
  return rest;
}

/** @param {string} label */
function folded(label) {
  return label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();
}

/** @param {string} text */
function unescaped(text) {
  return text.replace(new RegExp(ESCAPED, "g"), (_, c, name, code) => c ?? entity(name, code));
}

/**
 * @param {string | undefined} name
 * @param {string | undefined} code
 */
function entity(name, code) {
  if (!code) return name && ENTITIES[name];
  const point = Number(code.replace(/x/i, "0x"));
  return point > 0x10ffff ? "\ufffd" : String.fromCodePoint(point).replace(/[\p{Cc}\p{Cs}]/u, "\ufffd");
}

/**
 * Reads a line's text.
 * @param {string} text
 * @param {Targets} targets
 */
export function spans(text, targets) {
  return new Scan(text, targets).run();
}

/** One pass over a text, from its begin to its end. */
class Scan {
  /** Spans, and marks and brackets that may become some. @type {any[]} */
  #parts = [];
  /** Where brackets are that may begin a link. @type {number[]} */
  #brackets = [];
  #at = 0;
  /** @type {Set<number>} lengths of code marks that do not come again */
  #unclosed = new Set();

  /**
   * @param {string} text
   * @param {Targets} targets
   */
  constructor(text, targets) {
    this.text = text;
    this.targets = targets;
  }

  run() {
    for (let found; (found = this.#match(TOKEN));) {
      const [token, escaped, name, code, ticks, url, mail, bare, bracket, mark] = found;
      if (ticks) this.#code(ticks);
      else if (url) this.#link(mail ? `mailto:${url}` : url, [url]);
      else if (bare) this.#link(bare, [bare]);
      else if (bracket && this.#brackets.length < MOST_OPEN)
        this.#brackets.push(this.#parts.push({ words: bracket, from: this.#at }) - 1);
      else if (mark) this.#mark(mark);
      else if (token === "]") this.#close();
      else if (token === "\n") this.#break();
      else this.#parts.push(escaped === "\n" ? ["break"] : (escaped ?? entity(name, code) ?? token));
    }
    return emphasised(this.#parts);
  }

  /** @param {RegExp} pattern a sticky one */
  #match(pattern) {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.text);
    if (found) this.#at += found[0].length;
    return found;
  }

  /** No blanks stand before the end of a line. */
  #break() {
    const before = this.#parts.pop() ?? "";
    this.#parts.push(before.replace?.(/(?<! ) +$/, "") ?? before, ["break"]);
  }

  /** @param {string} ticks */
  #code(ticks) {
    if (!this.#unclosed.has(ticks.length)) {
      const close = new RegExp(`(?<!\`)${ticks}(?!\`)`, "g");
      close.lastIndex = this.#at;
      const end = close.exec(this.text);
      if (end) {
        const code = this.text.slice(this.#at, end.index).replace(/\n/g, " ");
        this.#at = close.lastIndex;
        this.#parts.push(["code", /^ .*[^ ].* $/.test(code) ? code.slice(1, -1) : code]);
        return;
      }
      this.#unclosed.add(ticks.length);
    }
    this.#parts.push(ticks);
  }

  /**
   * An address that leads nowhere safe is none.
   * @param {string} url
   * @param {Span[]} label
   */
  #link(url, label) {
    if (/^(?!(https?|mailto):)[a-z][a-z\d+.-]*:/i.test(url)) for (const part of label) this.#parts.push(part);
    else this.#parts.push(["link", url, ...label]);
  }

  #close() {
    const at = this.#brackets.pop() ?? -1;
    const { words, from, dead } = this.#parts[at] ?? { dead: true };
    const url = dead ? undefined : this.#target(this.text.slice(from, Math.min(this.#at - 1, from + 1000)));
    if (url === undefined) {
      if (words) this.#parts[at] = words;
      this.#parts.push("]");
      return;
    }
    const label = emphasised(this.#parts.splice(at).slice(1));
    if (words === "![") return this.#link(url, joined(["\ud83d\uddbc ", ...(label.length ? label : [url])]));
    // No link stands within a link: the inner one is one.
    for (let i = this.#brackets.length; i-- && !this.#parts[this.#brackets[i]].dead;) {
      const bracket = this.#parts[this.#brackets[i]];
      bracket.dead = bracket.words === "[";
    }
    this.#link(url, label);
  }

  /** @param {string} label */
  #target(label) {
    const target = this.#match(TARGET);
    if (target) return unescaped(target[1] ?? target[2]);
    if (!this.targets.size) return undefined;
    const begin = this.#at;
    const url = this.targets.get(folded(this.#match(REFERENCE)?.[1] || label));
    if (url === undefined) this.#at = begin;
    return url;
  }

  /** @param {string} run */
  #mark(run) {
    const size = run.length;
    const begin = this.#at - size;
    const before = /.?$/su.exec(this.text.slice(Math.max(0, begin - 2), begin))?.[0] || " ";
    const after = String.fromCodePoint(this.text.codePointAt(this.#at) ?? 32);
    const space = /\s/;
    const sign = /[\p{P}\p{S}]/u;
    const left = !space.test(after) && (!sign.test(after) || space.test(before) || sign.test(before));
    const right = !space.test(before) && (!sign.test(before) || space.test(after) || sign.test(after));
    const opens = left && (run[0] !== "_" || !right || sign.test(before));
    const closes = right && (run[0] !== "_" || !left || sign.test(after));
    this.#parts.push(run[0] === "~" && size !== 2 ? run : { mark: run[0], size, count: size, opens, closes });
  }
}

/**
 * Makes pairs of marks to emphasis; those that find no other are words again.
 * @param {any[]} parts
 */
function emphasised(parts) {
  /** @type {any[]} */
  const out = [];
  /** Where marks are that may open something. @type {number[]} */
  const open = [];
  for (const part of parts) {
    while (part.closes && part.count) {
      const at = open.findLastIndex((i) => pairs(out[i], part));
      if (at < 0) break;
      open.length = at + 1;
      const from = out[open[at]];
      const size = Math.min(2, from.count, part.count);
      const inner = joined(out.splice(open[at] + 1));
      from.count -= size;
      part.count -= size;
      if (!from.count) out.length = /** @type {number} */ (open.pop());
      out.push([part.mark === "~" ? "struck" : size > 1 ? "strong" : "em", ...inner]);
    }
    if (part.opens && part.count && open.length < MOST_OPEN) open.push(out.length);
    if (part.count !== 0) out.push(part);
  }
  return joined(out);
}

/**
 * @param {any} from
 * @param {any} to
 */
function pairs(from, to) {
  const odd = (from.size + to.size) % 3 || !(from.size % 3);
  return from.mark === to.mark && (odd || !(from.closes || to.opens));
}

/**
 * Spans whose words stand together; marks and brackets that are left are words.
 * @param {any[]} parts
 * @returns {Span[]}
 */
function joined(parts) {
  /** @type {Span[]} */
  const out = [];
  let words = "";
  for (const part of [...parts, []]) {
    if (!Array.isArray(part)) words += part.mark?.repeat(part.count) ?? part.words ?? part;
    else {
      if (words) out.push(words);
      words = "";
      if (part.length) out.push(/** @type {Span} */ (part));
    }
  }
  return out;
}
