// How a test drives people in front of the twin: one deed per request.
import http from "node:http";
import { snowflake } from "./snowflake.mjs";

const EPHEMERAL = 64;

export class Control {
  constructor(discord, sessions, front, users) {
    Object.assign(this, { discord, sessions, front, users });
    // Noted before the gateway tells it, so that no answer comes too early.
    sessions.onInteraction = ({ id, token, type, member, channel_id: channel }) =>
      front.interactions.set(id, { token, kind: type, user: member.user.id, channel, at: front.now(), messages: [] });
  }

  listen() {
    const server = http.createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      try {
        const { deed, ...given } = JSON.parse(body);
        response.end(JSON.stringify((await this[deed](given)) ?? {}));
      } catch (problem) {
        response.writeHead(500);
        response.end(String(problem?.stack ?? problem));
      }
    });
    return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.address().port)));
  }

  base({ url }) {
    this.front.base = url;
  }

  pass({ ms }) {
    this.front.ahead += ms;
  }

  faults({ twice, swapped, down }) {
    Object.assign(this.sessions, { twice, swapped, down });
    if (down) this.sessions.cut(false);
  }

  cut({ forget }) {
    this.sessions.cut(forget);
  }

  outage({ guild, away }) {
    return this.sessions.outage(guild, away);
  }

  reconnect() {
    this.sessions.reconnect();
  }

  /** The application has another token; what was opened by the old one ends. */
  token({ token }) {
    this.discord.botToken = token;
    this.discord.server.gateway.expectedToken = token;
    this.sessions.lockOut();
  }

  talk({ user }) {
    return this.front.talks.open(user);
  }

  takesNoMessages({ user, none }) {
    if (none) this.front.talks.closed.add(user);
    else this.front.talks.closed.delete(user);
  }

  state() {
    const waiting = [...this.front.interactions.entries()].filter(([, each]) => !each.type || (each.type === 5 && !each.followed && !this.front.isOver(each)));
    return { sockets: this.sessions.sockets().filter((each) => each.identified).length, waiting: waiting.map(([id]) => id) };
  }

  async user({ name }) {
    const prisma = this.discord.prisma;
    const found = await prisma.user.findFirst({ where: { username: name } });
    if (found) return { id: found.id };
    const id = snowflake();
    await prisma.user.create({ data: { id, username: name, bot: false, globalName: name } });
    this.users.set(id, { id, username: name, discriminator: "0", global_name: name, avatar: null, bot: false });
    for (const guildId of this.discord.guildIds) {
      await prisma.guildMember.create({ data: { guildId, userId: id } });
      this.sessions.broadcast("GUILD_MEMBER_ADD", { guild_id: guildId, ...(await this.member(guildId, id)) });
    }
    return { id };
  }

  async member(guildId, userId) {
    const row = await this.discord.prisma.guildMember.findUniqueOrThrow({ where: { guildId_userId: { guildId, userId } } });
    return {
      user: this.users.get(userId),
      nick: null,
      roles: JSON.parse(row.roles),
      joined_at: row.joinedAt.toISOString(),
      deaf: false,
      mute: false,
      flags: 0,
    };
  }

  async role({ guild, name, user }) {
    const prisma = this.discord.prisma;
    let role = await prisma.role.findFirst({ where: { guildId: guild, name } });
    if (!role) {
      role = await prisma.role.create({ data: { id: snowflake(), guildId: guild, name, permissions: "0", position: 1 } });
      const { id, color, hoist, position, permissions, managed, mentionable } = role;
      const shown = { id, name, color, hoist, position, permissions, managed, mentionable, flags: 0 };
      this.sessions.broadcast("GUILD_ROLE_CREATE", { guild_id: guild, role: shown });
    }
    const where = { guildId_userId: { guildId: guild, userId: user } };
    const member = await prisma.guildMember.findUniqueOrThrow({ where });
    const roles = JSON.stringify([...new Set([...JSON.parse(member.roles), role.id])]);
    await prisma.guildMember.update({ where, data: { roles } });
    this.sessions.broadcast("GUILD_MEMBER_UPDATE", { guild_id: guild, ...(await this.member(guild, user)) });
    return { id: role.id };
  }

  async channel({ guild, name }) {
    const prisma = this.discord.prisma;
    const found = await prisma.channel.findFirst({ where: { guildId: guild, name } });
    if (found) return { id: found.id };
    const id = snowflake();
    await prisma.channel.create({ data: { id, guildId: guild, name, type: 0 } });
    this.sessions.broadcast("CHANNEL_CREATE", { id, guild_id: guild, name, type: 0, position: 1, permission_overwrites: [], nsfw: false });
    return { id };
  }

  async say({ channel, user, text, files = [], reply }) {
    const attachments = files.map(({ name, content }) => this.front.store(name, Buffer.from(content, "base64")));
    const messageReference = reply ? { message_id: reply, channel_id: channel } : undefined;
    const message = await this.discord.simulateUserMessage({ channelId: channel, userId: user, content: text, attachments, messageReference });
    return { id: message.id };
  }

  edit({ channel, message, text }) {
    return this.discord.simulateUserMessageEdit({ channelId: channel, messageId: message, content: text });
  }

  remove({ channel, message }) {
    return this.discord.simulateUserMessageDelete({ channelId: channel, messageId: message });
  }

  async react({ guild, channel, message, user, emoji, add }) {
    const where = { messageId_userId_emoji: { messageId: message, userId: user, emoji } };
    if (add) await this.discord.prisma.reaction.create({ data: { messageId: message, userId: user, emoji } });
    else await this.discord.prisma.reaction.delete({ where });
    this.sessions.broadcast(add ? "MESSAGE_REACTION_ADD" : "MESSAGE_REACTION_REMOVE", {
      user_id: user,
      channel_id: channel,
      message_id: message,
      guild_id: guild,
      emoji: { id: null, name: emoji },
      ...(add && { member: await this.member(guild, user) }),
      burst: false,
      type: 0,
    });
  }

  async thread({ guild, channel, user, name, message }) {
    const id = message ?? snowflake();
    const at = new Date();
    await this.discord.prisma.channel.create({
      data: { id, guildId: guild, name, type: 11, parentId: channel, ownerId: user, archiveTimestamp: at },
    });
    this.sessions.broadcast("THREAD_CREATE", {
      id,
      guild_id: guild,
      parent_id: channel,
      owner_id: user,
      name,
      type: 11,
      newly_created: true,
      message_count: 0,
      member_count: 1,
      rate_limit_per_user: 0,
      thread_metadata: { archived: false, auto_archive_duration: 1440, archive_timestamp: at.toISOString(), locked: false, create_timestamp: at.toISOString() },
    });
    return { id };
  }

  async commands({ guild }) {
    const rows = await this.discord.prisma.applicationCommand.findMany({ where: { guildId: guild ?? null } });
    return rows.map(({ id, name, type, description, options }) => ({ id, name, type, description, options: JSON.parse(options) }));
  }

  /** Sends an interaction off; what comes of it is asked for with its id. */
  async interact({ type, guild, channel, user, message, data, files = [] }) {
    const resolved = { ...data.resolved };
    for (const { key, name, content } of files) {
      const attachment = this.front.store(name, Buffer.from(content, "base64"));
      resolved.attachments = { ...resolved.attachments, [attachment.id]: attachment };
      data = JSON.parse(JSON.stringify(data).replaceAll(`file:${key}`, attachment.id));
    }
    for (const id of data.people ?? []) {
      const member = await this.member(guild, id);
      const { user: shown, ...rest } = member;
      resolved.users = { ...resolved.users, [id]: shown };
      resolved.members = { ...resolved.members, [id]: { ...rest, permissions: "1099511627775" } };
    }
    if (type === 2 && data.type === 3) {
      resolved.messages = { [data.target_id]: await this.front.message(data.target_id) };
    }
    if (type === 2 || type === 4) {
      const scope = await this.discord.prisma.applicationCommand.findFirst({ where: { name: data.name, type: data.type ?? 1 } });
      if (!scope) throw new Error(`there is no command ${data.name}`);
      data = { ...data, id: scope.id };
    }
    const { people, ...sent } = data;
    const known = Object.keys(resolved).length > 0 ? { ...sent, resolved } : sent;
    const { id } = await this.discord.simulateInteraction({ type, guildId: guild, channelId: channel, userId: user, messageId: message, data: known });
    return { id };
  }

  async outcome({ id }) {
    const { type = 0, data, message, followed = false, took } = this.front.interactions.get(id);
    return { type, data, message, followed, took };
  }

  /** What somebody sees in a channel, oldest first. */
  async messages({ channel, user }) {
    const all = await this.discord.channel(channel).getMessages();
    const shownTo = new Map();
    for (const each of this.front.interactions.values()) {
      for (const id of [each.message, ...each.messages]) if (id) shownTo.set(id, each.user);
    }
    const seen = all.filter((each) => (each.flags & EPHEMERAL) === 0 || shownTo.get(each.id) === user);
    return Promise.all(
      seen.map(async (each) => ({ ...each, ephemeral: (each.flags & EPHEMERAL) !== 0, reactions: await this.front.reactions(each.id) })),
    );
  }
}
