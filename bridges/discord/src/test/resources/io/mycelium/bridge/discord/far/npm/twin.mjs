// The twin of Discord with what it lacks, on free ports that are printed; ends with its standard input.
import { Sessions } from "./gateway.mjs";
import { Front } from "./front.mjs";
import { Control } from "./control.mjs";
import { Talks } from "./talks.mjs";
import { withAttachments, withThreadsOfMessages } from "./prisma.mjs";
import { DigitalDiscord } from "discord-digital-twin";

const discord = new DigitalDiscord({
  botToken: process.env.FAR_TOKEN,
  botUser: { username: "mycelium" },
  guilds: [{ name: "far", channels: [{ name: "general", type: 0 }] }, { name: "other", channels: [{ name: "lobby", type: 0 }] }],
  users: [],
});
discord.prisma = withThreadsOfMessages(withAttachments(discord.prisma));
await discord.start();
const users = new Map([[discord.botUserId, { id: discord.botUserId, username: "mycelium", discriminator: "0", avatar: null, bot: true }]]);
const sessions = new Sessions(discord, users);
const talks = new Talks(discord, users);
const front = new Front(discord, sessions, talks);
const control = new Control(discord, sessions, front, users);
const ports = { rest: await front.listen(), gateway: discord.port, control: await control.listen() };
console.log(JSON.stringify({ ...ports, guilds: discord.guildIds, bot: discord.botUserId }));

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
