// Which of Discord's own schemas a request's body has to satisfy.
import * as spec from "discord-api-spec/zod";
import { z } from "zod";

const id = "[^/]+";
const of = (method, path, schema) => ({ method, path: new RegExp(`^${path.replaceAll(":id", id)}$`), schema });

const callback = z.union([
  spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  spec.CreateMessageInteractionCallbackRequestSchema,
  spec.ModalInteractionCallbackRequestSchema,
  spec.PongInteractionCallbackRequestSchema,
  spec.UpdateMessageInteractionCallbackRequestSchema,
]);
const thread = z.union([spec.CreateTextThreadWithoutMessageRequestSchema, spec.CreateForumThreadRequestSchema]);

const SCHEMAS = [
  of("POST", "/interactions/:id/:id/callback", callback),
  of("POST", "/channels/:id/messages", spec.MessageCreateRequestSchema),
  of("PATCH", "/channels/:id/messages/:id", spec.MessageEditRequestPartialSchema),
  of("POST", "/channels/:id/messages/:id/threads", spec.CreateTextThreadWithMessageRequestSchema),
  of("POST", "/channels/:id/threads", thread),
  of("POST", "/users/@me/channels", spec.CreatePrivateChannelRequestSchema),
  of("POST", "/webhooks/:id/:id", spec.IncomingWebhookInteractionRequestSchema),
  of("PATCH", "/webhooks/:id/:id/messages/:id", spec.IncomingWebhookUpdateRequestPartialSchema),
  of("PUT", "/applications/:id/commands", z.array(spec.ApplicationCommandUpdateRequestSchema)),
  of("PUT", "/applications/:id/guilds/:id/commands", z.array(spec.ApplicationCommandUpdateRequestSchema)),
];

const withTextIds = (message) =>
  message?.attachments
    ? { ...message, attachments: message.attachments.map((each) => ({ ...each, id: String(each.id) })) }
    : message;

// Discord takes numbers as text and the other way round in these places, as some libraries send them.
const lenient = (body) =>
  Array.isArray(body)
    ? body.map((command) => ({
        ...command,
        ...(command.contexts && { contexts: command.contexts.map(Number) }),
        ...(command.integration_types && { integration_types: command.integration_types.map(Number) }),
      }))
    : { ...withTextIds(body), ...(body.data && { data: withTextIds(body.data) }) };

/** What is wrong with a body; empty where nothing is, or where no schema is known. */
export function faults(method, path, body) {
  const known = SCHEMAS.find((each) => each.method === method && each.path.test(path));
  if (!known) return [];
  const result = known.schema.safeParse(lenient(body));
  return result.success ? [] : [JSON.stringify(result.error.issues).slice(0, 2000)];
}
