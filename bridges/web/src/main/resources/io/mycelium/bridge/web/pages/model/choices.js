// What an option can be filled with: read when its field is entered.

import { rows } from "./directory.js";
import { store } from "./store.js";

const MOST = 60;

/**
 * Values that an option takes.
 * @param {Api.Command} command
 * @param {Api.Option} option
 * @param {string} room
 * @returns {Promise<Ui.Choice[]>}
 */
export async function choicesOf(command, option, room) {
  switch (option.type) {
    case "choice":
      return (option.choices ?? []).map((value) => ({ value }));
    case "flag":
      return [{ value: "true" }, { value: "false" }];
    case "peer":
      return [...store.peers.values()].map((p) => ({ value: p.name, help: [p.kind, p.role].filter(Boolean).join(", ") }));
    case "room":
      return [...store.rooms.values()].map((r) => ({ value: r.name, help: r.closed ? "closed" : "open" }));
    case "path":
      return store.drones.flatMap((d) => d.roots.map((value) => ({ value, help: `what jobs may read on ${d.name}` })));
    default:
      return listed(command, option, room);
  }
}

/**
 * Things that a list command shows, such as jobs for the option `job`.
 * @param {Api.Command} command
 * @param {Api.Option} option
 * @param {string} room
 * @returns {Promise<Ui.Choice[]>}
 */
async function listed(command, option, room) {
  const noun = command.name.split(" ")[0];
  const own = option.type === "reference" || option.name === noun || /^(name|id)$/.test(option.name);
  const list = store.command(`${option.name} list`) ?? (own ? store.command(`${noun} list`) : undefined);
  if (!list || (option.type !== "reference" && !own) || command.name.endsWith("create")) return [];
  const all = list.options.some((o) => o.name === "all") && noun !== "key" ? { all: true } : {};
  const found = await rows(list.path, all, room).catch(() => []);
  return found.slice(0, MOST).map((row) => {
    const value = row.number || row.name || row.id || Object.values(row)[0];
    const help = ["title", "function", "command", "state", "label", "use", "risk"].map((key) => row[key]).filter(Boolean);
    return { value: value.replace(/^#?(\d+)$/, "#$1"), help: help.join(", ") };
  });
}
