// Prints the JSON schema of what an app sends, from Slack's own types.
import { createGenerator } from "ts-json-schema-generator";
import { readFileSync } from "node:fs";

const types = JSON.parse(readFileSync(new URL("node_modules/@slack/types/package.json", import.meta.url), "utf8"));
const origin =
  `Generated from @slack/types ${types.version} (MIT, Copyright (c) 2014- Slack Technologies, LLC) ` +
  "by npm/schema.mjs; data, not source";

const withoutWords = (value) => {
  if (Array.isArray(value)) return value.map(withoutWords);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, of]) => name !== "description" || typeof of !== "string")
      .map(([name, of]) => [name, withoutWords(of)]),
  );
};

const path = new URL("sent.ts", import.meta.url).pathname;
const schema = createGenerator({ path, type: "Sent", skipTypeCheck: true, sortProps: true }).createSchema("Sent");
process.stdout.write(JSON.stringify({ $comment: origin, ...withoutWords(schema) }, null, 1) + "\n");
