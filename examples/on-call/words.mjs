// Text of others, made harmless for one line of Markdown, and times as people read them.

/** What the caller can mend, as a sentence for them. */
export class Refusal extends Error {}

/**
 * The text on one line, without characters that cannot be seen or that turn the direction of others.
 * @param {string} text
 * @param {number} longest in characters
 */
export function line(text, longest) {
  const seen = [...text.slice(0, 20 * longest).replace(/\s/gu, " ").replace(/[\p{C}]/gu, "").replace(/ +/g, " ").trim()];
  return seen.length <= longest ? seen.join("") : seen.slice(0, longest - 1).join("") + "…";
}

/** The same, quoted for a sentence. */
export function quoted(/** @type {unknown} */ value) {
  return `"${line(typeof value === "string" ? value : (JSON.stringify(value) ?? ""), 60).replaceAll('"', "'")}"`;
}

/** The text as Markdown that shows it as it is, in a cell of a table too. */
export function escaped(/** @type {string} */ text, longest = 80) {
  return line(text, longest).replace(/[\\`*~[\]<>|]|(?<![\p{L}\p{N}])[_@#]|_(?![\p{L}\p{N}])|&(?=#?\w+;)/gu, "\\$&");
}

/**
 * A table whose columns are as wide in plain text as their widest cell.
 * @param {string[]} header
 * @param {string[][]} rows
 */
export function table(header, rows) {
  const widths = header.map((_, i) => Math.max(3, ...[header, ...rows].map((row) => [...row[i]].length)));
  const drawn = (/** @type {string[]} */ row) => `| ${row.map((cell, i) => cell + " ".repeat(widths[i] - [...cell].length)).join(" | ")} |`;
  return [drawn(header), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rows.map(drawn)].join("\n");
}

/** A stretch of time in its two largest units. */
export function stretch(/** @type {number} */ milliseconds) {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  const parts = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor(minutes / 60) % 24, "hour"],
    [minutes % 60, "minute"],
  ].filter(([count]) => Number(count) > 0);
  const said = parts.slice(0, 2).map(([count, unit]) => `${count} ${unit}${count === 1 ? "" : "s"}`);
  return said.length > 0 ? said.join(" ") : "less than a minute";
}
