// A command as one line of text, and back: what is typed, pasted, kept as history and copied.

/** @typedef {{ command: Api.Command, values: Record<string, string>, problems: string[], last?: string }} Line `last` is the option that was written last */

/**
 * Splits a line as a shell would; an open quote ends with the line.
 * @param {string} text
 * @returns {{ text: string, end: number, quoted: boolean }[]} words, where each of them ends, and whether it begins with a quote
 */
export function words(text) {
  const found = [];
  let word = "";
  let open = "";
  let inside = false;
  let quoted = false;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (c === undefined || (!open && /\s/.test(c))) {
      if (inside) found.push({ text: word, end: i, quoted });
      word = "";
      inside = quoted = false;
    } else if (c === "\\" && open !== "'" && /["'\\\s]/.test(text[i + 1] ?? "")) {
      word += text[++i];
      inside = true;
    } else if (open ? c === open : c === '"' || (c === "'" && (!inside || text[i - 1] === "="))) {
      quoted ||= !inside;
      open = open ? "" : c;
      inside = true;
    } else {
      word += c;
      inside = true;
    }
  }
  return found;
}

/**
 * The command that a line begins with, and where its name ends.
 * @param {string} text with its slash
 * @param {readonly Api.Command[]} commands
 */
export function named(text, commands) {
  const given = words(text.slice(1)).slice(0, 2);
  for (let count = given.length; count > 0; count--) {
    const name = given
      .slice(0, count)
      .map((w) => w.text)
      .join(" ")
      .toLowerCase();
    const command = commands.find((c) => c.name === name || (count === 1 && c.path === name));
    if (command) return { command, end: given[count - 1].end + 1 };
  }
  return undefined;
}

/**
 * Takes a line apart.
 * @param {string} text with its slash
 * @param {readonly Api.Command[]} commands
 * @returns {Line | undefined} nothing when it begins with no command's name
 */
export function parse(text, commands) {
  const found = named(text, commands);
  if (!found) return undefined;
  const { command } = found;
  const rest = text.slice(found.end);
  const given = words(rest);
  const open = command.options.filter((o) => o.positional);
  /** @type {Line} */
  const line = { command, values: {}, problems: [] };
  for (let i = 0; i < given.length; i++) {
    const word = given[i].text;
    if (word.startsWith("--") && word.length > 2 && !given[i].quoted) {
      i = option(line, given, i);
      continue;
    }
    while (open.length && line.values[open[0].name] !== undefined) open.shift();
    const next = open.shift();
    if (!next) line.problems.push(`'${word}' is more than /${command.name} takes.`);
    else if (open.length === 0 && next.type === "text") {
      const tail = until(rest, given, i);
      line.values[next.name] = tail.text;
      i = tail.last;
    } else line.values[next.name] = word;
    if (next) line.last = next.name;
  }
  return line;
}

/**
 * Takes a line apart that is perhaps not written to its end.
 * @param {string} typed
 * @param {readonly Api.Command[]} commands
 * @returns {{ line?: Line, begun: string }} the word that was begun, when it fits nowhere yet, or the blank before it
 */
export function reading(typed, commands) {
  const line = parse(typed, commands);
  const flag = line?.command.options.find((o) => o.name === line.last)?.type === "flag"; // behind it another option begins
  const between = line && !flag && Object.keys(line.values).length ? (/\s$/.exec(typed)?.[0] ?? "") : "";
  if (!line?.problems.length) return { line, begun: between };
  const begun = /\S*$/.exec(typed)?.[0] ?? "";
  return { line: parse(typed.slice(0, typed.length - begun.length), commands), begun };
}

/**
 * The draft that a line that was sent is written on as.
 * @param {string} text
 * @param {readonly Api.Command[]} commands
 * @returns {Ui.Draft}
 */
export function draftOf(text, commands) {
  const line = text.startsWith("/") ? parse(text, commands) : undefined;
  return line ? { text: "", command: line.command.name, values: line.values } : { text };
}

/**
 * The last text takes all that comes until an option begins, as it was written.
 * @param {string} rest
 * @param {ReturnType<typeof words>} given
 * @param {number} first
 */
function until(rest, given, first) {
  let last = first;
  while (last + 1 < given.length && !/^--[a-z]/.test(given[last + 1].text)) last++;
  if (last === first) return { text: given[first].text, last };
  const begin = first ? given[first - 1].end : 0;
  return { text: rest.slice(begin, given[last].end).trim(), last };
}

/**
 * @param {Line} line
 * @param {ReturnType<typeof words>} given
 * @param {number} at
 * @returns {number} the last word that belongs to it
 */
function option(line, given, at) {
  const [name, ...value] = given[at].text.slice(2).split("=");
  const known = line.command.options.find((o) => o.name === name);
  if (!known) {
    line.problems.push(`/${line.command.name} has no option --${name}.`);
    return at;
  }
  line.last = name;
  if (value.length) line.values[name] = value.join("=");
  else if (known.type === "flag") line.values[name] = "true";
  else if (at + 1 < given.length) line.values[name] = given[++at].text;
  else line.values[name] = "";
  return at;
}

/**
 * The line that says the same: `/task create "Fix it" --assign ada`.
 * @param {Api.Command} command
 * @param {Record<string, string>} values
 */
export function print(command, values) {
  const parts = [`/${command.name}`];
  const named = [];
  let inOrder = true;
  for (const option of command.options) {
    const value = values[option.name];
    if (value === undefined || value === "") inOrder &&= !option.positional;
    else if (option.type === "flag") named.push(value === "true" ? `--${option.name}` : `--${option.name}=${value}`);
    else if (option.positional && inOrder) parts.push(quote(value));
    else named.push(`--${option.name}`, quote(value));
  }
  return [...parts, ...named].join(" ");
}

/** @param {string} value */
function quote(value) {
  return /^[^\s"'\\-][^\s"'\\]*$/.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`;
}

/** From this score on it is the name that fits; of those whose words fit, a few are enough then. */
const NAMED = 40;
const FEW = 5;

/**
 * Commands that may be meant, the best first.
 * @param {string} typed without its slash
 * @param {readonly Api.Command[]} commands
 */
export function suggest(typed, commands) {
  const query = typed.toLowerCase().trim().replace(/\s+/g, " ");
  return commands
    .map((command) => ({ command, score: score(query, command) }))
    .filter((s) => s.score > 0)
    .sort((a, b) => b.score - a.score || a.command.name.localeCompare(b.command.name))
    .filter((s, i, all) => all[0].score < NAMED || s.score >= NAMED || i < FEW)
    .map((s) => s.command);
}

/**
 * @param {string} query
 * @param {Api.Command} command
 */
function score(query, command) {
  const { name, path } = command;
  if (!query) return 1;
  if (name === query || path === query) return 100;
  if (name.startsWith(query) || path.startsWith(query)) return 80;
  const parts = name.split(/[ -]/);
  if (parts.some((p) => p.startsWith(query))) return 60;
  const terms = query.split(" ");
  if (terms.every((t) => parts.some((p) => p.startsWith(t)))) return 50;
  if (name.includes(query)) return 40;
  if (query.length < 3) return 0;
  const text = [command.summary, ...command.examples].join(" ").toLowerCase();
  if (terms.every((t) => text.includes(t))) return 20;
  return query.length > 3 && near(query, name) ? 10 : 0;
}

/**
 * Whether two words differ in at most two letters.
 * @param {string} a
 * @param {string} b
 */
function near(a, b) {
  if (Math.abs(a.length - b.length) > 2) return false;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length] <= 2;
}
