// The folder of the pages, for imports.
export const pages = new URL("../../src/main/resources/io/mycelium/bridge/web/pages/", import.meta.url).href;
