// The twin's memory with what it does not keep.

/** Prisma with messages whose attachments came smuggled among their embeds. */
export function withAttachments(prisma) {
  const unpack = ({ args, query }) => {
    const embeds = JSON.parse(args.data.embeds ?? "[]");
    if (embeds[0]?.far_attachments) {
      const [{ far_attachments: attachments, far_keep: keep }, ...rest] = embeds;
      args.data.attachments = JSON.stringify(attachments);
      args.data.embeds = JSON.stringify(rest);
      if (keep) delete args.data.embeds;
    }
    return query(args);
  };
  return prisma.$extends({ query: { message: { create: unpack, update: unpack } } });
}

/** Prisma with threads that have the id of the message on which they were begun, as Discord's have. */
export function withThreadsOfMessages(prisma) {
  const ids = new Map();
  const known = (id) => ids.get(id) ?? id;
  return prisma.$extends({
    query: {
      channel: {
        create({ args, query }) {
          const { id, starterMessageId: message } = args.data;
          if (message) {
            ids.set(id, message);
            args.data.id = message;
          }
          return query(args);
        },
        findUniqueOrThrow({ args, query }) {
          args.where.id = known(args.where.id);
          return query(args);
        },
      },
      threadMember: {
        create({ args, query }) {
          args.data.channelId = known(args.data.channelId);
          return query(args);
        },
      },
    },
  });
}
