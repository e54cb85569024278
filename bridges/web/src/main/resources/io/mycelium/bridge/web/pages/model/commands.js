// All that a line with a command needs; fetched when the first one is begun.

import { perform } from "./perform.js";
import { print, suggest } from "./line.js";
import { json } from "./options.js";
import { keepLine } from "./prefs.js";

export { completions, mentioned } from "./completion.js";
export { draftOf, named, parse, print, reading } from "./line.js";

/**
 * Runs a command with values as they were typed.
 * @param {import("./actions.js").Where} where
 * @param {Api.Command} command
 * @param {Record<string, string>} values
 * @returns {Promise<Api.Problem | undefined>} what is wrong with the options; all else is shown in place
 */
export function run(where, command, values) {
  const line = print(command, values);
  keepLine(line);
  return perform(where, command, json(command, values), line, { text: "", command: command.name, values });
}

/**
 * What to say of a line that begins with no command.
 * @param {string} text
 * @param {readonly Api.Command[]} all
 */
export function unknown(text, all) {
  const near = suggest(text.slice(1), all)[0];
  return `There is no command '${text.split(/\s/)[0]}'.${near ? ` Did you mean '/${near.name}'?` : " Type / to see them all."}`;
}

/**
 * What is wrong, by the option that it is said of.
 * @param {Api.Problem} problem
 * @returns {Record<string, string>}
 */
export function byOption({ fields = [] }) {
  return Object.fromEntries(
    fields.map((f) => [f.option, `${f.message}${f.near.length ? `; did you mean ${f.near.join(", ")}?` : ""}`]),
  );
}
