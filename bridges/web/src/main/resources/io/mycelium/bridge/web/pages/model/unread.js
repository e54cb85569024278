// Where what is new to a viewer begins.

/**
 * The first post of others behind the last one that was read. Ids sort by the time they were made.
 * @param {{ posts: readonly Ui.Post[], older: boolean, newer: boolean }} known posts, and whether more come before and after
 * @param {string} read the id of the last post that was read, also in a thread; empty when none was
 * @param {string} me
 * @returns {string | undefined} empty when nothing is new, nothing when it does not begin among these posts
 */
export function newFrom({ posts, older, newer }, read, me) {
  if (older && posts.length && posts[0].id > read) return undefined;
  return posts.find((p) => p.id > read && p.author.id !== me)?.id ?? (newer ? undefined : "");
}
