// In front of the twin's REST: validation, files, private answers, deadlines and what else it lacks.
import http from "node:http";
import { faults } from "./schemas.mjs";

const EPHEMERAL = 64;
const ACKNOWLEDGE_MS = Number(process.env.FAR_PATIENCE_MS);
const TOKEN_MS = 15 * 60_000;
const NONCE_MS = 5 * 60_000;

export class Front {
  constructor(discord, sessions, talks) {
    this.discord = discord;
    this.sessions = sessions;
    this.talks = talks;
    this.interactions = new Map();
    this.files = new Map();
    this.ahead = 0;
    this.base = "";
    this.nonces = new Map();
  }

  now() {
    return Date.now() + this.ahead;
  }

  listen() {
    const server = http.createServer((request, response) => {
      this.answer(request, response).catch((problem) => {
        console.error(problem);
        reply(response, 500, { message: String(problem), code: 0 });
      });
    });
    return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.address().port)));
  }

  byToken(token) {
    return [...this.interactions.values()].find((each) => each.token === token);
  }

  async answer(request, response) {
    const raw = await bytes(request);
    const url = new URL(request.url, "http://127.0.0.1");
    const file = this.files.get(url.pathname);
    if (file) {
      response.writeHead(200, { "Content-Type": "application/octet-stream" });
      return response.end(file);
    }
    const path = decodeURIComponent(url.pathname.replace(/^\/api\/v10/, ""));
    const open = /^\/(interactions|webhooks)\//.test(path);
    if (!open && request.headers.authorization !== `Bot ${this.discord.botToken}`) {
      return reply(response, 401, { message: "401: Unauthorized", code: 0 });
    }
    const { body, uploads } = await read(raw, request.headers["content-type"] ?? "");
    const wrong = body === undefined ? [] : faults(request.method, path, body);
    if (wrong.length > 0) {
      response.setHeader("X-Far-Faults", encodeURIComponent(wrong.join("\n")));
      return reply(response, 400, { message: "Invalid Form Body", code: 50035, errors: {} });
    }
    const guilds = await this.guilds(request.method, path);
    if (guilds) return reply(response, guilds.status, guilds.body);
    const refusal = this.refusal(request.method, path);
    if (refusal) return reply(response, refusal.status, refusal.body);
    if (request.method === "POST" && path === "/users/@me/channels") {
      return reply(response, 200, await this.talks.open(body.recipient_id));
    }
    await this.pass({ method: request.method, path, search: url.search, body, uploads }, response);
  }

  /** The guilds that the bot is in, which the twin does not list or leave. */
  async guilds(method, path) {
    const [, id] = /^\/users\/@me\/guilds(?:\/(\d+))?$/.exec(path) ?? [undefined, null];
    if (id === null) return undefined;
    const all = await this.discord.prisma.guild.findMany({ where: { id: { in: this.discord.guildIds } } });
    if (method === "GET") return { status: 200, body: all.map((guild) => ({ id: guild.id, name: guild.name })) };
    if (!all.some((guild) => guild.id === id)) return { status: 404, body: { message: "Unknown Guild", code: 10004 } };
    this.discord.guildIds.splice(this.discord.guildIds.indexOf(id), 1);
    this.sessions.broadcast("GUILD_DELETE", { id });
    return { status: 204 };
  }

  refusal(method, path) {
    if (method === "POST" && this.talks.refuses(path)) {
      return { status: 403, body: { message: "Cannot send messages to this user", code: 50007 } };
    }
    const callback = /^\/interactions\/([^/]+)\/[^/]+\/callback$/.exec(path);
    const interaction = callback
      ? this.interactions.get(callback[1])
      : this.byToken(/^\/webhooks\/[^/]+\/([^/]+)/.exec(path)?.[1]);
    if (!interaction) return undefined;
    const age = this.age(interaction);
    if (callback && !interaction.type && age > ACKNOWLEDGE_MS) {
      return { status: 404, body: { message: "Unknown interaction", code: 10062 } };
    }
    if (!callback && this.isOver(interaction)) {
      return { status: 401, body: { message: "Invalid Webhook Token", code: 50027 } };
    }
    return undefined;
  }

  age(interaction) {
    return this.now() - interaction.at;
  }

  /** Whether Discord waits for an answer no longer. */
  isOver(interaction) {
    return this.age(interaction) > TOKEN_MS;
  }

  async pass(call, response) {
    const again = this.sameNonce(call);
    if (again) return reply(response, 200, await this.message(again));
    const isCallback = call.path.endsWith("/callback");
    const interaction = isCallback
      ? this.interactions.get(call.path.split("/")[2])
      : this.byToken(/^\/webhooks\/[^/]+\/([^/]+)/.exec(call.path)?.[1]);
    const first = isCallback && interaction && !interaction.type;
    if (first) {
      interaction.type = call.body.type;
      interaction.took = this.now() - interaction.at;
      interaction.data = call.body.data;
    }
    const original = call.path.endsWith("/messages/@original");
    if (interaction && call.method === "DELETE" && original && !interaction.message) {
      // The twin has no message yet where Discord shows that the application thinks.
      interaction.followed = true;
      return reply(response, 204);
    }
    if (interaction && !isCallback) this.keepPrivate(interaction, call);
    const answer = await this.forward(call);
    const text = await answer.text();
    if (answer.ok && interaction) await this.note(interaction, call, text);
    if (answer.ok && first && call.search.includes("with_response=true")) {
      return reply(response, 200, await this.callbackAnswer(call.path.split("/")[2], interaction));
    }
    if (answer.ok && call.body?.nonce !== undefined) {
      this.nonces.set(call.path + call.body.nonce, { id: JSON.parse(text).id, at: this.now() });
    }
    return reply(response, answer.status, text === "" ? undefined : await this.mended(call, JSON.parse(text)));
  }

  sameNonce({ method, path, body }) {
    const known = method === "POST" && body?.enforce_nonce ? this.nonces.get(path + body.nonce) : undefined;
    return known && this.now() - known.at < NONCE_MS ? known.id : undefined;
  }

  /** A deferred private answer stays private when it comes. */
  keepPrivate(interaction, call) {
    const original = call.path.endsWith("/messages/@original");
    const pending = interaction.type === 5 && !interaction.message;
    if (call.method === "PATCH" && original && pending && (interaction.data?.flags & EPHEMERAL) !== 0) {
      call.body.flags = (call.body.flags ?? 0) | EPHEMERAL;
    }
  }

  async note(interaction, call, text) {
    if (call.path.endsWith("/callback")) {
      const row = await this.discord.prisma.interactionResponse.findUnique({ where: { interactionToken: interaction.token } });
      if (call.body.type === 4) interaction.message = row.messageId;
      if (call.body.type === 7) interaction.message = row.messageId;
      return;
    }
    if (text !== "") {
      const { id } = JSON.parse(text);
      interaction.message ??= id;
      interaction.followed = true;
      interaction.messages.push(id);
    }
  }

  async callbackAnswer(id, interaction) {
    const message = interaction.message ? await this.message(interaction.message) : undefined;
    const ephemeral = (interaction.data?.flags & EPHEMERAL) !== 0;
    return {
      interaction: {
        id,
        type: interaction.kind,
        response_message_id: interaction.message,
        response_message_loading: interaction.type === 5,
        response_message_ephemeral: ephemeral,
      },
      resource: { type: interaction.type, ...(message && { message }) },
    };
  }

  async forward({ method, path, search, body, uploads }) {
    let sent = body;
    if (body !== undefined && !Array.isArray(body)) {
      const holder = path.endsWith("/callback") ? body.data : body;
      if (uploads.length > 0 || holder?.attachments) {
        const attachments = await this.attachments(holder, uploads);
        const embeds = [{ far_attachments: attachments, far_keep: holder.embeds === undefined }, ...(holder.embeds ?? [])];
        const changed = { ...holder, embeds };
        sent = path.endsWith("/callback") ? { ...body, data: changed } : changed;
      }
    }
    const target = `http://127.0.0.1:${this.discord.port}/api/v10${encodeURI(path)}${search}`;
    return fetch(target, {
      method,
      headers: { "Content-Type": "application/json" },
      body: sent === undefined ? undefined : JSON.stringify(sent),
    });
  }

  async attachments(holder, uploads) {
    const kept = [];
    for (const each of holder.attachments ?? []) {
      const old = [...this.known()].find((attachment) => attachment.id === String(each.id));
      if (old) kept.push(old);
    }
    return [...kept, ...uploads.map(({ name, content }) => this.store(name, content))];
  }

  known() {
    return [...this.files.values()].map((file) => file.attachment);
  }

  /** Keeps a file and describes it as an attachment. */
  store(name, content) {
    const id = String(1_000_000_000_000_000_000n + BigInt(this.files.size));
    const path = `/attachments/1/${id}/${encodeURIComponent(name)}`;
    const url = this.base + path;
    content.attachment = { id, filename: name, size: content.length, url, proxy_url: url };
    this.files.set(path, content);
    return content.attachment;
  }

  async message(id) {
    const row = await this.discord.prisma.message.findUniqueOrThrow({ where: { id } });
    const list = await this.discord.channel(row.channelId).getMessages();
    return this.sessions.whole({ ...list.find((each) => each.id === id), reactions: await this.reactions(id) });
  }

  async reactions(messageId) {
    const rows = await this.discord.prisma.reaction.findMany({ where: { messageId } });
    const names = [...new Set(rows.map((row) => row.emoji))];
    return names.map((name) => {
      const users = rows.filter((row) => row.emoji === name).map((row) => row.userId);
      const me = users.includes(this.discord.botUserId);
      return { emoji: { id: null, name }, count: users.length, me, users, burst_colors: [], me_burst: false, count_details: { burst: 0, normal: users.length } };
    });
  }

  /** Answers without private messages and with the fields that the twin leaves out. */
  async mended(call, answer) {
    if (Array.isArray(answer) && /\/messages$/.test(call.path)) {
      const seen = answer.filter((message) => (message.flags & EPHEMERAL) === 0);
      return Promise.all(seen.map(async (each) => ({ ...this.sessions.whole(each), reactions: await this.reactions(each.id) })));
    }
    return answer && typeof answer === "object" && "content" in answer ? this.sessions.whole(answer) : answer;
  }
}

async function bytes(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function read(raw, type) {
  if (raw.length === 0) return { body: undefined, uploads: [] };
  if (!type.startsWith("multipart/")) {
    // Discord takes an id as a number, too, which is more than JavaScript can hold.
    const text = raw.toString().replace(/"recipient_id":(\d+)/, '"recipient_id":"$1"');
    return { body: JSON.parse(text), uploads: [] };
  }
  const form = await new Response(raw, { headers: { "Content-Type": type } }).formData();
  const uploads = [];
  for (const [name, value] of form) {
    if (name.startsWith("files")) uploads.push({ name: value.name, content: Buffer.from(await value.arrayBuffer()) });
  }
  return { body: JSON.parse(form.get("payload_json") ?? "{}"), uploads };
}

function reply(response, status, body) {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
