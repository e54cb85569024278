// Addresses and what they show.

/** Parts that stand beside a room, by the word in the address. */
export const PANELS = new Set(["thread", "person", "search", "job", "approval", "task", "room", "function", "peer", "drone"]);

/**
 * What an address names.
 * @param {string} pathname
 * @param {string} [search]
 * @param {string} [hash]
 * @returns {Ui.Route}
 */
export function route(pathname, search = "", hash = "") {
  const [page = "", ...rest] = pathname.split("/").filter(Boolean).map(decode);
  const query = new URLSearchParams(search).get("q") ?? undefined;
  switch (page) {
    case "rooms": {
      const [room = "main", panel, id] = rest;
      if (panel === "post") return { page, room, id, panel };
      return panel && PANELS.has(panel) ? { page, room, panel, id, query, hash: decode(hash.slice(1)) } : { page, room };
    }
    case "console":
      return { page, id: rest[0] ?? "approvals", query, hash: decode(hash.slice(1)) };
    case "help":
    case "settings":
      return { page, hash: decode(hash.slice(1)) };
    default:
      return { page: page ? "unknown" : "" };
  }
}

/** @param {string} part */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
