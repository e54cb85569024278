// What the twin's gateway lacks: fields that JDA wants, RESUME, shards, and faults at will.
import http from "node:http";

// The twin would listen on every interface.
const listen = http.Server.prototype.listen;
http.Server.prototype.listen = function loopback(...given) {
  return given.length === 2 && given[0] === 0 && typeof given[1] === "function"
    ? listen.call(this, 0, "127.0.0.1", given[1])
    : listen.apply(this, given);
};

const EPHEMERAL = 64;
const CONTENT_INTENT = 1 << 15;
/** From an intent for guilds to that for direct messages. */
const DIRECT = 1 << 3;
const INTENTS = {
  MESSAGE_CREATE: 1 << 9,
  MESSAGE_UPDATE: 1 << 9,
  MESSAGE_DELETE: 1 << 9,
  MESSAGE_REACTION_ADD: 1 << 10,
  MESSAGE_REACTION_REMOVE: 1 << 10,
  GUILD_MEMBER_ADD: 1 << 1,
  GUILD_MEMBER_UPDATE: 1 << 1,
};

export class Sessions {
  constructor(discord, users) {
    this.discord = discord;
    this.users = users;
    this.all = new Map();
    this.twice = false;
    this.swapped = false;
    this.held = undefined;
    this.down = false;
    this.guilds = new Map();
    this.away = new Set();
    this.onInteraction = () => {};
    const gateway = discord.server.gateway;
    gateway.broadcast = (event, data) => this.broadcast(event, data);
    gateway.sendDispatch = (client, event, data) => this.greet(client, event, data);
    const upgrade = gateway.wss.handleUpgrade.bind(gateway.wss);
    // JDA would come again at once, and again, where it is let in only to be thrown out.
    gateway.wss.handleUpgrade = (request, socket, ...more) =>
      this.down ? socket.destroy() : upgrade(request, socket, ...more);
    const handle = gateway.handleMessage.bind(gateway);
    gateway.handleMessage = async (client, raw) => {
      const { op, d } = JSON.parse(raw);
      if (op === 6) return this.resume(client, d);
      if (op === 2 && d.token.replace(/^Bot\s+/i, "") === this.discord.botToken) {
        client.shard = d.shard ?? [0, 1];
        this.all.set(client.sessionId, { client, sent: [], sequence: 0, shard: client.shard, intents: d.intents });
      }
      return handle(client, raw);
    };
  }

  mentions(content) {
    return [...(content ?? "").matchAll(/<@!?(\d+)>/g)].map((found) => this.users.get(found[1])).filter(Boolean);
  }

  /** The message with what the twin leaves out. */
  whole({ guild_id: guild, ...message }) {
    const everyone = /@(everyone|here)/.test(message.content ?? "");
    const embeds = message.embeds?.map((embed) => ({ type: "rich", ...embed })) ?? [];
    const mentions = this.mentions(message.content);
    return { ...message, ...(guild && { guild_id: guild }), embeds, mentions, mention_everyone: everyone };
  }

  colored(guild) {
    const colors = { primary_color: 0, secondary_color: null, tertiary_color: null };
    return { ...guild, roles: guild.roles.map((role) => ({ ...role, colors })) };
  }

  mine(shard, guild) {
    return guild ? Number((BigInt(guild) >> 22n) % BigInt(shard[1])) === shard[0] : true;
  }

  greet(client, event, data) {
    const session = this.all.get(client.sessionId);
    if (event === "READY") {
      const guilds = data.guilds.filter((guild) => this.mine(session.shard, guild.id));
      return this.send(session, event, { ...data, guilds, private_channels: [], shard: session.shard });
    }
    if (!this.mine(session.shard, data.id)) return;
    const threads = data.channels.filter((channel) => channel.type >= 10 && channel.type <= 12);
    const channels = data.channels.filter((channel) => !threads.includes(channel));
    const guild = this.colored({ ...data, channels, threads });
    this.guilds.set(guild.id, guild);
    this.send(session, event, guild);
  }

  /** A guild is away, or back, while the connection stays. */
  async outage(id, away) {
    const [event, data] = away ? ["GUILD_DELETE", { id, unavailable: true }] : ["GUILD_CREATE", await this.current(id)];
    if (away) this.away.add(id);
    else this.away.delete(id);
    for (const session of this.all.values()) this.send(session, event, data);
  }

  /** A guild as clients are told of it, with what was said last in its channels. */
  async current(id) {
    const rows = await this.discord.prisma.channel.findMany({ where: { guildId: id } });
    const last = new Map(rows.map((row) => [row.id, row.lastMessageId]));
    const guild = this.guilds.get(id);
    return { ...guild, channels: guild.channels.map((channel) => ({ ...channel, last_message_id: last.get(channel.id) })) };
  }

  broadcast(event, given) {
    if (event.startsWith("MESSAGE_") && (given.flags & EPHEMERAL) !== 0) return;
    let data = event === "MESSAGE_CREATE" || event === "MESSAGE_UPDATE" ? this.whole(given) : given;
    if (event === "INTERACTION_CREATE") {
      this.onInteraction(given);
      data = { ...given, guild: { id: given.guild_id, locale: "en-US", features: [] } };
      if (data.message) data.message = this.whole(data.message);
    }
    if (event === "GUILD_ROLE_CREATE") {
      data = { ...given, role: this.colored({ roles: [given.role] }).roles[0] };
    }
    const tell = () => {
      for (const session of this.all.values()) this.tell(session, event, data);
    };
    if (this.swapped && event !== "INTERACTION_CREATE" && !this.held) {
      this.held = tell;
      setTimeout(() => this.release(tell), 500);
      return;
    }
    tell();
    if (this.twice) tell();
    this.release(this.held);
  }

  release(held) {
    if (held && this.held === held) {
      this.held = undefined;
      held();
    }
  }

  tell(session, event, data) {
    if (this.away.has(data.guild_id)) return;
    const channel = INTENTS[event];
    const intent = data.guild_id ? channel : channel * DIRECT;
    if (!this.mine(session.shard, data.guild_id) || (intent && (session.intents & intent) === 0)) return;
    const blind = data.guild_id && event.startsWith("MESSAGE_") && "content" in data && (session.intents & CONTENT_INTENT) === 0;
    const self = this.discord.botUserId;
    const hidden = blind && data.author.id !== self && !data.mentions.some((user) => user.id === self);
    this.send(session, event, hidden ? { ...data, content: "", embeds: [], attachments: [], components: [] } : data);
  }

  send(session, event, data) {
    session.sequence++;
    const frame = { op: 0, t: event, s: session.sequence, d: data };
    session.sent.push(frame);
    if (session.client.ws.readyState === 1) session.client.ws.send(JSON.stringify(frame));
  }

  resume(client, { session_id: id, seq, token }) {
    const session = this.all.get(id);
    if (!session || token.replace(/^Bot\s+/i, "") !== this.discord.botToken) {
      client.ws.send(JSON.stringify({ op: 9, d: false, s: null, t: null }));
      return;
    }
    session.client = client;
    client.sessionId = id;
    client.identified = true;
    for (const frame of session.sent.filter((each) => each.s > seq)) client.ws.send(JSON.stringify(frame));
    this.send(session, "RESUMED", {});
  }

  sockets() {
    return this.discord.server.gateway.clients;
  }

  /** Ends all connections; also what is known of the sessions where they are to be forgotten. */
  cut(forget) {
    if (forget) this.all.clear();
    for (const { ws } of [...this.sockets()]) ws.terminate();
  }

  /** Ends all connections as of clients without a good token. */
  lockOut() {
    this.all.clear();
    for (const { ws } of [...this.sockets()]) ws.close(4004, "Authentication failed");
  }

  /** Asks clients to connect again. */
  reconnect() {
    for (const { ws } of this.sockets()) ws.send(JSON.stringify({ op: 7, d: null, s: null, t: null }));
  }
}
