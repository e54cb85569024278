// What an option takes, checked while it is typed. The gateway checks again and has the last word.

const DURATION = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/i;
const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;

/**
 * What is wrong with a value, as the end of a sentence that begins with the option's name.
 * @param {Api.Option} option
 * @param {string | undefined} value
 * @returns {string | undefined}
 */
export function wrong(option, value) {
  if (value === undefined || value === "") return option.required ? "is required" : undefined;
  switch (option.type) {
    case "integer":
      return /^[+-]?\d+$/.test(value.trim()) && within(option, Number(value)) ? undefined : `takes ${option.allowed}`;
    case "flag":
      return value === "true" || value === "false" ? undefined : "takes true or false";
    case "choice":
      return option.choices?.includes(value) ? undefined : `takes ${option.allowed}`;
    case "duration": {
      const length = seconds(value.trim());
      return length !== undefined && within(option, length) ? undefined : `takes ${option.allowed}`;
    }
    case "path":
      return value.startsWith("/") ? undefined : "takes an absolute path: one that begins with a slash";
    case "file":
      return value.startsWith("blob:") ? undefined : "takes a file; choose one";
    case "reference":
      return /\s/.test(value.trim()) ? `takes ${option.allowed}` : undefined;
    case "text":
      return within(option, [...value].length) ? undefined : `takes ${option.allowed}; this has ${[...value].length}`;
    default:
      return undefined;
  }
}

/**
 * @param {Api.Option} option
 * @param {number} size
 */
function within(option, size) {
  return size >= (option.min ?? -Infinity) && size <= (option.max ?? Infinity);
}

/**
 * The length that a duration names.
 * @param {string} text such as `90s`, `1h30m` or `PT90S`
 * @returns {number | undefined}
 */
export function seconds(text) {
  const match = text ? (DURATION.exec(text) ?? ISO.exec(text)) : null;
  if (!match || !match.slice(1).some(Boolean)) return undefined;
  const [d, h, m, s] = match.slice(1).map((part) => Number(part ?? 0));
  return ((d * 24 + h) * 60 + m) * 60 + s;
}

/**
 * The options as JSON for a call; what is left out stays out.
 * @param {Api.Command} command
 * @param {Record<string, string>} values
 * @returns {Record<string, unknown>}
 */
export function json(command, values) {
  /** @type {Record<string, unknown>} */
  const out = {};
  for (const option of command.options) {
    const value = values[option.name];
    if (value === undefined || value === "") continue;
    if (option.type === "integer" && /^[+-]?\d+$/.test(value.trim())) out[option.name] = Number(value);
    else if (option.type === "flag" && /^(true|false)$/.test(value)) out[option.name] = value === "true";
    else out[option.name] = value.trim();
  }
  return out;
}

/**
 * Every problem of a command's values by option, empty when it may be sent.
 * @param {Api.Command} command
 * @param {Record<string, string>} values
 * @returns {Record<string, string>}
 */
export function check(command, values) {
  /** @type {Record<string, string>} */
  const problems = {};
  for (const option of command.options) {
    const problem = wrong(option, values[option.name]);
    if (problem) problems[option.name] = problem;
  }
  return problems;
}
