// Who and what there is: rooms, peers, drones, commands, and what this viewer may do.

import { call, read } from "../net/api.js";
import { Topics } from "./topics.js";

const SOON = 300;
/** Between two looks at who is here that somebody's words are the reason of, in milliseconds. */
const LOOKS = 10_000;

export class Directory {
  topics = new Topics();
  /** @type {Api.Session | undefined} */
  session;
  /** @type {Api.Catalogue} */
  catalogue = { version: "", functions: [], commands: [] };
  /** @type {Map<string, Ui.Room>} */
  rooms = new Map();
  /** @type {Map<string, Ui.Peer>} */
  peers = new Map();
  /** @type {Ui.Drone[]} */
  drones = [];
  /** The room whose newest posts are before somebody's eyes. */
  watched = "";
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  #soon = new Map();
  #looked = 0;

  /** Reads all of it. */
  async readAll() {
    [this.session, this.catalogue] = await Promise.all([read("/web/session"), read("/api/v1/catalog")]);
    this.topics.changed("session");
    this.topics.changed("catalogue");
    await Promise.allSettled([this.readRooms(), this.readPeers()]);
    void this.readDrones();
  }

  /** @param {string} permission */
  may(permission) {
    return this.session?.permissions.includes(permission) ?? false;
  }

  /** @param {string} name */
  command(name) {
    return this.catalogue.commands.find((c) => c.name === name);
  }

  /** @param {string} id @returns {Ui.Peer} */
  peer(id) {
    const known = this.peers.get(id);
    if (known) return known;
    if (id === "peer_0system") return { id, name: "mycelium", kind: "system" };
    this.later("peers", () => this.readPeers());
    return { id, name: id, kind: "person" };
  }

  /** @param {string} name */
  named(name) {
    const wanted = name.toLowerCase();
    return [...this.peers.values()].find((p) => p.name.toLowerCase() === wanted);
  }

  /**
   * Once in a while however often it is wanted.
   * @param {string} name
   * @param {() => Promise<void>} then
   */
  later(name, then) {
    if (this.#soon.has(name)) return;
    const run = () => {
      this.#soon.delete(name);
      then().catch(() => {});
    };
    this.#soon.set(name, setTimeout(run, SOON));
  }

  /** Reads again who is here. */
  refreshPresence() {
    this.later("peers", () => this.readPeers());
    void this.readDrones();
  }

  /** Somebody said something; who seemed away may have come. @param {Ui.Peer} peer */
  heardOf({ online, kind }) {
    if (online || kind !== "person" || Date.now() - this.#looked < LOOKS) return;
    this.#looked = Date.now();
    this.later("peers", () => this.readPeers());
  }

  async readSession() {
    this.session = await read("/web/session");
    this.topics.changed("session");
  }

  async readCatalogue() {
    this.catalogue = await read("/api/v1/catalog");
    this.topics.changed("catalogue");
  }

  async readRooms() {
    this.rooms = new Map(
      (await rows("room-list")).map((r) => {
        const unread = r.name === this.watched ? 0 : Number(r.unread ?? this.rooms.get(r.name)?.unread ?? 0);
        const known = this.rooms.get(r.name)?.read ?? "";
        const read = known > r.read ? known : r.read; // what was seen here may not have been told yet
        const mentions = unread ? Number(r.mentions ?? this.rooms.get(r.name)?.mentions ?? 0) : 0;
        return [r.name, { name: r.name, closed: r.state === "closed", members: r.members, unread, mentions, read }];
      }),
    );
    this.topics.changed("rooms");
  }

  async readPeers() {
    this.peers = new Map(
      (await rows("peer-list")).map((r) => [
        r.id,
        {
          id: r.id,
          name: r.name,
          kind: r.kind,
          role: r.role,
          seen: r.seen,
          online: r.online ? /^(yes|true|online|now)$/.test(r.online) : undefined,
        },
      ]),
    );
    this.topics.changed("peers");
  }

  async readDrones() {
    if (!this.may("drones.read")) return;
    this.drones = (await rows("drone-list").catch(() => [])).map((r) => ({
      name: r.name,
      state: r.state,
      jobs: r.jobs,
      roots: r.roots.split(/ (?=\/)/).filter(Boolean), // each is absolute
    }));
    this.topics.changed("drones");
  }
}

/**
 * The rows of a table reply, by the keys of its columns.
 * @param {string} path
 * @param {Record<string, unknown>} [options]
 * @param {string} [room]
 * @returns {Promise<Record<string, string>[]>}
 */
export async function rows(path, options = {}, room) {
  const { reply } = await call(path, options, { room });
  if (reply.kind !== "table") return [];
  return reply.rows.map((row) => keyed(reply, row));
}

/** A row of a table by the keys of its columns. @param {Api.Table} table @param {string[]} row @returns {Record<string, string>} */
export function keyed({ columns }, row) {
  return Object.fromEntries(columns.map((column, i) => [column.key, row[i] ?? ""]));
}
