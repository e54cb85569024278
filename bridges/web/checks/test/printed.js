// Templates as text, for tests: what a browser would show, with its elements.

/**
 * @param {any} drawn
 * @returns {string}
 */
export function printed(drawn) {
  if (drawn === undefined || drawn === null || typeof drawn === "symbol") return "";
  if (Array.isArray(drawn)) return drawn.map(printed).join("");
  if (drawn.strings) return drawn.strings.reduce((out, part, i) => out + printed(drawn.values[i - 1]) + part);
  return String(drawn).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
}
