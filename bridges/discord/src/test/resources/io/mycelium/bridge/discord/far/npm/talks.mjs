// Channels of the application and one person alone, which the twin lacks.
import { snowflake } from "./snowflake.mjs";

const DIRECT = 1;

export class Talks {
  constructor(discord, users) {
    this.discord = discord;
    this.users = users;
    this.ids = new Map();
    this.closed = new Set();
  }

  /** The channel with somebody, made at the first call. */
  async open(user) {
    let id = this.ids.get(user);
    if (!id) {
      id = snowflake();
      this.ids.set(user, id);
      await this.discord.prisma.channel.create({ data: { id, type: DIRECT } });
    }
    return { id, type: DIRECT, last_message_id: null, flags: 0, recipients: [this.users.get(user)] };
  }

  /** Whether whoever is in the channel of a path takes no messages. */
  refuses(path) {
    const channel = /^\/channels\/(\d+)\/messages$/.exec(path)?.[1];
    return [...this.closed].some((user) => this.ids.get(user) === channel && channel !== undefined);
  }
}
