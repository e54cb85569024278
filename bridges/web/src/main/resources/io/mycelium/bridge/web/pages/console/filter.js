// Which rows of a table are shown.

/**
 * Whether each of the words is somewhere in the cells.
 * @param {readonly string[]} cells
 * @param {string} filter
 */
export function fits(cells, filter) {
  const text = cells.join("\n").toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/**
 * Names for rows that stay theirs when others come before them, although rows may be alike.
 * @param {readonly string[]} keys the newest row's first
 * @returns {string[]}
 */
export function apart(keys) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return keys.reduceRight((/** @type {string[]} */ done, key) => {
    const alike = seen.get(key) ?? 0;
    seen.set(key, alike + 1);
    return [alike ? `${key}~${alike}` : key, ...done];
  }, []);
}
