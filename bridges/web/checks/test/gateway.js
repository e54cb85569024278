// A gateway as the pages' model sees it: answers by address, and events that are sent by hand.

const timeout = globalThis.setTimeout;
/** A timer of the pages does not keep the tests from ending. */
globalThis.setTimeout = /** @type {any} */ ((...args) => timeout(...args).unref());

/**
 * @param {Record<string, (body: any, headers: Record<string, string>) => unknown>} answers by path without its query; they may take their time
 */
export function gateway(answers) {
  const asked = [];
  let events;
  const stream = new ReadableStream({ start: (controller) => (events = controller) });
  let opened;
  const open = new Promise((done) => (opened = done));
  globalThis.fetch = async (path, { body, headers = {} } = {}) => {
    const [name] = path.split("?");
    asked.push({ path, body: body && JSON.parse(body), headers });
    if (name === "/api/v1/events") {
      opened();
      return new Response(stream);
    }
    const answer = await answers[name]?.(body && JSON.parse(body), headers);
    return answer
      ? Response.json(answer)
      : Response.json({ status: 404, title: "Not Found", code: "unknown", detail: name }, { status: 404 });
  };
  let n = 0;
  return {
    asked,
    /** Settled once the pages follow the events. */
    open,
    /** Tells an event. */
    tell(event) {
      const id = `${++n}-0`;
      const data = JSON.stringify({ id, schema: 1, actor: "", request: "", number: n, ...event });
      events.enqueue(new TextEncoder().encode(`id: ${id}\ndata: ${data}\n\n`));
    },
  };
}

/** A table reply with these rows. */
export function table(...rows) {
  const keys = Object.keys(rows[0] ?? {});
  return {
    request: "r",
    reply: {
      kind: "table",
      columns: keys.map((key) => ({ key, label: key })),
      rows: rows.map((row) => keys.map((key) => row[key])),
      empty: "",
    },
  };
}

/**
 * Waits until something is so.
 * @param {() => unknown} so
 * @param {() => void} [meanwhile] done between two looks, such as moving a clock
 */
export async function until(so, meanwhile = () => {}) {
  const end = performance.now() + 10_000;
  while (!so()) {
    if (performance.now() > end) throw new Error(`never: ${so}`);
    meanwhile();
    await new Promise((done) => setImmediate(done));
  }
}
