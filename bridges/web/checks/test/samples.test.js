// What Markdown means: the pages read it as the bridges to chat platforms do, which are held to the same samples.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { pages } from "./pages.js";

const { blocks } = await import(`${pages}text/blocks.js`);
const file = new URL("../../../chatting/src/test/resources/io/mycelium/chatting/text/samples.json", import.meta.url);

for (const { text, tree } of JSON.parse(readFileSync(file, "utf8"))) {
  test(`means its tree: ${JSON.stringify(text)}`, () => assert.equal(JSON.stringify(blocks(text)), JSON.stringify(tree)));
}
