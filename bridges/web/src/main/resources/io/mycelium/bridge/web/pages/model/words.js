// What states and risks look like: always a word, with a tone and an icon beside it.

/** @typedef {"ok" | "warn" | "bad" | "info" | "idle"} Tone */

/** @type {Record<string, [Tone, string]>} */
const STATES = {
  open: ["info", "circle"],
  started: ["info", "play"],
  finished: ["ok", "check"],
  pending: ["warn", "clock"],
  granted: ["ok", "check"],
  run: ["ok", "check"],
  denied: ["bad", "cross"],
  expired: ["idle", "clock"],
  refused: ["bad", "cross"],
  waiting: ["idle", "clock"],
  running: ["info", "play"],
  cancelling: ["warn", "clock"],
  cancelled: ["idle", "cross"],
  done: ["ok", "check"],
  failed: ["bad", "alert"],
  dead: ["bad", "alert"],
  live: ["ok", "check"],
  broken: ["bad", "alert"],
  stopped: ["warn", "pause"],
  frozen: ["warn", "pause"],
  closed: ["idle", "lock"],
  revoked: ["idle", "cross"],
  active: ["ok", "check"],
  idle: ["ok", "circle"],
  busy: ["info", "play"],
};

/**
 * @param {string} state
 * @returns {{ tone: Tone, icon: string }}
 */
export function stateLook(state) {
  const [tone, icon] = STATES[state.toLowerCase()] ?? ["idle", "circle"];
  return { tone, icon };
}

/** Whether a job in this state will not change any more. @param {string | undefined} state */
export function ended(state) {
  return /^(done|failed|cancelled|dead)$/.test(state ?? "");
}

/** @type {Record<string, Tone>} */
const RISKS = { low: "idle", medium: "warn", high: "bad", critical: "bad" };

/** @param {string} risk */
export function riskTone(risk) {
  return RISKS[risk] ?? "idle";
}

/** What a risk means for the one who asks. @param {string} risk */
export function riskHelp(risk) {
  return risk === "low" ? "runs at once" : "may wait until others agree";
}
