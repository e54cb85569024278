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
  /** What comes while rooms are read, which the answer may not know: posts for each reading. @type {Set<Ui.Post[]>} */
  #reading = new Set();
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
    /** @type {Ui.Post[]} */
    const came = [];
    this.#reading.add(came);
    const list = await rows("room-list").finally(() => this.#reading.delete(came));
    this.rooms = new Map(
      list.map(({ name, state, members, unread, mentions, newest, read }) => {
        const known = this.rooms.get(name)?.read ?? "";
        const seen = known > read; // it may not have been told yet
        const told = !seen && name !== this.watched;
        /** @type {Ui.Room} */
        const room = { name, closed: state === "closed", members, unread: 0, mentions: 0, newest, read: seen ? known : read };
        if (told) Object.assign(room, { unread: Number(unread), mentions: Number(mentions) });
        for (const post of came) if (post.room === name && post.id > room.read) this.#add(room, post);
        return [name, room];
      }),
    );
    this.topics.changed("rooms");
  }

  /** A post of somebody counts as unread where nobody looks. @param {Ui.Post} post */
  count(post) {
    if (post.author.id === this.session?.peer.id || this.watched === post.room) return;
    this.#reading.forEach((came) => came.push(post));
    const room = this.rooms.get(post.room);
    if (!room) return;
    this.#add(room, post);
    this.topics.changed("rooms");
  }

  /** Ids sort by the time they were made. @param {Ui.Room} room @param {Ui.Post} post */
  #add(room, post) {
    if (post.id <= room.newest) return;
    room.unread++;
    if (this.mentions(post)) room.mentions++;
  }

  /** Whether the post calls this viewer by name. @param {Ui.Post} post */
  mentions(post) {
    const text = post.reply?.kind === "text" ? post.reply.markdown : "";
    const name = this.session?.peer.name.toLowerCase();
    return (
      Boolean(name) && [...text.toLowerCase().matchAll(/@([\p{L}\p{N}._-]+)/gu)].some((m) => m[1].replace(/\.$/, "") === name)
    );
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
