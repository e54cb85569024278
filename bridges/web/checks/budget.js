// What the first page fetches, as files: fails when scripts and styles are more than the budget, and when the page
// does not name all its modules, which would be fetched one after the other.
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const BUDGET = 150_000;
const PAGES = join(import.meta.dirname, "../src/main/resources/io/mycelium/bridge/web/pages");
const LIBRARIES = join(import.meta.dirname, "node_modules");
const LIT = "lit/index.js";

/** @type {Map<string, number>} */
const files = new Map();
const page = readFileSync(join(PAGES, "index.html"), "utf8");

/** Our files are sent without comments, types and indentation, and lines of styles joined; see `Trimmed`. */
function sent(text, style = false) {
  let comment = false;
  const lines = text.split("\n").map((line) => {
    const words = line.trim();
    if (comment) {
      comment = !words.endsWith("*/");
      return "";
    }
    if (words.startsWith("//")) return "";
    if (!words.startsWith("/*")) return words;
    comment = !words.includes("*/");
    return comment || words.endsWith("*/") ? "" : words;
  });
  if (!style) return lines.join("\n").replace(/\/\*\* @type \{[^*]*\} \*\/ /g, "");
  const rules = lines.map((line) => line.replace(/^([a-z-]+): /, "$1:").replace(/ \{$/, "{"));
  return rules
    .map((rule) => (/(^|[;{},])$/.test(rule) ? rule : `${rule}\n`))
    .join("")
    .replace(/;\}/g, "}");
}

/** Follows what a module imports at once; `import()` is fetched later. */
function module(path, library = false) {
  if (files.has(path)) return;
  const text = readFileSync(join(library ? LIBRARIES : PAGES, path), "utf8");
  files.set(path, Buffer.byteLength(library ? text : sent(text)));
  for (const [, to] of text.matchAll(/(?:^|[;}])\s*(?:import|export)\b(?:[^"'();]*?\bfrom)?\s*["']([^"']+)["']/gm)) {
    if (to.startsWith(".")) module(normalize(join(dirname(path), to)), library);
    else module(to === "lit" ? LIT : to.includes("/") && !/^@lit\/[a-z-]+$/.test(to) ? to : entry(to), true);
  }
}

/** @param {string} name */
function entry(name) {
  return name === "lit-html" ? "lit-html/lit-html.js" : `${name}/${name.split("/").pop()}.js`;
}

for (const [, href] of page.matchAll(/<link rel="stylesheet" href="\/assets\/([^"]+)"/g)) {
  files.set(href, Buffer.byteLength(sent(readFileSync(join(PAGES, href), "utf8"), true)));
}
for (const [, src] of page.matchAll(/<script[^>]* src="\/assets\/([^"]+)"/g)) module(src);

const total = [...files.values()].reduce((a, b) => a + b);
const named = new Set([...page.matchAll(/(?:src|href)="\/assets\/(?:lib\/)?([^"]+)"/g)].map((m) => m[1]));
const unnamed = [...files.keys()].filter((f) => !named.has(f));
if (process.argv.includes("--list"))
  [...files].sort((a, b) => b[1] - a[1]).forEach(([f, n]) => console.log(String(n).padStart(7), f));
console.log(`The first page is ${total} bytes of script and style in ${files.size} files; ${BUDGET} may be.`);
if (unnamed.length) {
  const lines = unnamed.map((f) => `<link rel="modulepreload" href="/assets/${/^(@?lit)/.test(f) ? "lib/" : ""}${f}" />`);
  console.error(`index.html does not name:\n${lines.join("\n")}`);
}
process.exitCode = total > BUDGET || unnamed.length ? 1 : 0;
