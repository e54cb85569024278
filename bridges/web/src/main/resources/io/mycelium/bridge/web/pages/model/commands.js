// All that a line with a command needs; fetched when the first one is begun.

import { perform } from "./perform.js";
import { print } from "./line.js";
import { json } from "./options.js";
import { keepLine } from "./prefs.js";

export { completions, mentioned } from "./completion.js";
export { draftOf, named, parse, print, reading, suggest } from "./line.js";

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
