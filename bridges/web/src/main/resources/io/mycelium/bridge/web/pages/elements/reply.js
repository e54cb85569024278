// One exhaustive drawing of replies: whatever a command answers looks the same wherever it stands.

import { repeat } from "lit/directives/repeat.js";
import { html, icon, nothing, wanted } from "./part.js";
import { pill, time } from "./bits.js";
import { markdown } from "../text/markdown.js";
import { clean, title } from "../text/plain.js";
import { isInstant, size } from "../model/times.js";
import { store } from "../model/store.js";

/**
 * @typedef {object} Around what stands around a reply
 * @property {unknown} [below] between a card's fields and its end
 * @property {boolean} [full] with all fields
 * @property {boolean} [works] whether its progress is drawn below
 * @property {boolean} [secret]
 * @property {Rows} [rows]
 * @property {(call: Api.Call) => void} [onCall]
 * @property {(command: string, prefill: Record<string, unknown>) => void} [onForm]
 */

/**
 * @typedef {object} Rows what a table's rows are, by their places
 * @property {string} label what the table is of
 * @property {(i: number) => string} key stays a row's own wherever it moves to
 * @property {(i: number) => string | undefined} href where it leads
 * @property {(i: number) => unknown} [end] what stands behind its cells
 */

/** Fields that say what a button, the title or the panel says better. */
const QUIET = new Set(["id", "number", "grant", "deny", "package", "digest", "origin", "function", "key-id"]);

/**
 * @param {Api.Reply} reply
 * @param {Around} [around]
 * @returns {unknown}
 */
export function drawReply(reply, around = {}) {
  switch (reply.kind) {
    case "text":
      return prose(reply.markdown);
    case "card":
      return card(reply, around);
    case "table":
      return table(reply, around);
    case "file":
      return file(reply.name, reply.content.digest, reply.content.size, reply.mediaType);
    case "form":
      return html`<p class="form-offer">
        <span dir="auto">${title(reply.title)}</span>
        <button class="button is-primary" @click=${() => around.onForm?.(reply.submit, reply.prefill)}>Fill in</button>
      </p>`;
    case "accepted":
      return card(reply.card, around);
    case "refused":
      return refusal(
        {
          status: 400,
          title: "",
          detail: reply.message,
          code: reply.code,
          fields: reply.fields,
          ways: reply.ways,
          retryAfterMs: reply.retryAfterMs,
        },
        around,
      );
    case "private":
      return drawReply(reply.reply, { ...around, full: true, secret: reply.secret });
    default:
      return html`<p class="muted">An answer of a kind that this page does not know. Reload it to get a newer one.</p>`;
  }
}

/** @param {string} name @returns {"you" | "other" | undefined} */
function known(name) {
  const who = name.replace(/\.$/, "").toLowerCase();
  if (who === store.session?.peer.name.toLowerCase()) return "you";
  return store.named(who) ? "other" : undefined;
}

const LONG_TEXT = 2500;
const MANY_LINES = 36;

/** @param {string | undefined} text */
export function prose(text) {
  if (!text) return nothing;
  const body = html`<div class="prose">${markdown(text, known)}</div>`;
  if (text.length < LONG_TEXT && text.split("\n", MANY_LINES + 1).length <= MANY_LINES) return body;
  return html`<details class="long" ?open=${false}>
    <summary><span class="more">Show all of it</span><span class="less">Show less</span></summary>
    ${body}
  </details>`;
}

/**
 * @param {Api.Card} card
 * @param {Around} around
 */
function card(card, around) {
  const fields = (card.fields ?? []).filter(
    (f) => (around.full || !QUIET.has(f.key)) && !(around.works && /^(progress|elapsed)$/.test(f.key)),
  );
  const files = fields.filter((f) => f.key.startsWith("file-"));
  const facts = fields.filter((f) => !f.key.startsWith("file-"));
  return html`<div class="card-head">
      <span class="card-title" dir="auto">${title(card.title)}</span>
      ${card.state ? pill(card.state) : nothing}
    </div>
    ${prose(card.markdown)} ${facts.length ? html`<dl class="fields">${facts.map((f) => field(f, around))}</dl>` : nothing}
    ${files.map((f) => file(f.label, f.value))} ${around.below ?? nothing}
    ${around.onCall && card.actions?.length ? ways(card.actions, around) : nothing}`;
}

/**
 * @param {Api.Field} field
 * @param {Around} around
 */
function field(field, around) {
  return html`<div>
    <dt dir="auto">${title(field.label)}</dt>
    <dd dir="auto">${value(field, around)}</dd>
  </div>`;
}

/**
 * @param {Api.Field} field
 * @param {Around} around
 */
function value({ key, value }, { secret }) {
  if (isInstant(value)) return time(value);
  if (secret && (/^(key|secret|link|code)$/.test(key) || /^(myc_|https?:)/.test(value))) {
    wanted("myc-secret");
    return html`<myc-secret .value=${value}></myc-secret>`;
  }
  const subject = /^(job|apr|tsk)_[0-9a-z]+$/.exec(value);
  if (subject && key !== "id") return html`<a href=${subjectPath(subject[1], value)}>the ${SUBJECTS[subject[1]]}</a>`;
  if (key === "id" || key === "command" || key === "digest" || key === "package") return html`<code>${clean(value)}</code>`;
  return clean(value);
}

/** What an id is of, by how it begins. @type {Record<string, string>} */
const SUBJECTS = { job: "job", apr: "approval", tsk: "task" };

/**
 * @param {string} prefix
 * @param {string} id
 */
function subjectPath(prefix, id) {
  const room = /^\/rooms\/([^/]+)/.exec(location.pathname)?.[1] ?? "main";
  return `/rooms/${room}/${SUBJECTS[prefix]}/${id}`;
}

/**
 * @param {Api.Table} table
 * @param {Around} around
 */
export function table(table, around = {}) {
  const { rows } = around;
  if (!table.rows.length) return html`<p class="muted">${clean(table.empty) || "There is nothing."}</p>`;
  const columns = table.columns.map((c, i) => ({
    ...c,
    state: c.key === "state" || c.key === "risk",
    number: table.rows.every((r) => /^(#?\d[\d.,]*( ?(%|s|ms|B|kB|MB|GB|GiB|MiB))?|)$/.test(r[i] ?? "")),
  }));
  return html`<div class="table-box" tabindex="0" role="group" aria-label=${rows?.label || `Table of ${table.rows.length}`}>
      <table>
        <thead>
          <tr>
            ${columns.map((c) => html`<th class=${c.number ? "num" : ""} scope="col">${title(c.label)}</th>`)}
            ${rows?.end ? html`<th><span class="hidden">What to do</span></th>` : nothing}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            table.rows,
            (_row, at) => rows?.key(at) ?? at,
            (row, at) =>
              html`<tr data-key=${rows?.key(at) ?? nothing}>
                ${columns.map((c, i) => html`<td class="${c.number ? "num" : ""} ${/_/.test(row[i] ?? "") && row[i].length > 20 ? "mono" : ""}" dir="auto" data-label=${title(c.label)}>${i ? cell(c, row[i] ?? "") : lead(cell(c, row[0] ?? ""), rows?.href(at))}</td>`)}
                ${rows?.end ? html`<td class="row-end">${rows.end(at)}</td>` : nothing}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${table.nextPage && around.onCall ? html`<button class="button" @click=${() => around.onCall?.(/** @type {Api.Call} */ (table.nextPage))}>Show more</button>` : nothing}`;
}

/**
 * @param {unknown} cell
 * @param {string} [href]
 */
function lead(cell, href) {
  if (!href) return cell;
  const here = href === location.pathname + location.search;
  return html`<a class="row-link" href=${href} aria-current=${here ? "true" : nothing}>${cell}</a>`;
}

/**
 * @param {{ key: string, state: boolean }} column
 * @param {string} value
 */
function cell(column, value) {
  if (isInstant(value)) return time(value);
  if (column.key === "state" && value) return pill(value);
  return clean(value);
}

/**
 * @param {string} name
 * @param {string} digest
 * @param {number} [bytes]
 * @param {string} [media]
 */
export function file(name, digest, bytes, media) {
  const safe = title(name) || "file";
  return html`<a
    class="file"
    href="/api/v1/blobs/${encodeURIComponent(digest)}?name=${encodeURIComponent(safe)}"
    download=${safe}
  >
    ${icon("file")}<bdi>${safe}</bdi>
    <span class="muted">${[bytes === undefined ? "" : size(bytes), media ?? ""].filter(Boolean).join(", ") || "download"}</span>
  </a>`;
}

/**
 * Why something was not done, and what to do instead.
 * @param {Api.Problem} problem
 * @param {Around} [around]
 */
export function refusal(problem, around = {}) {
  const fields = problem.fields ?? [];
  return html`<div class="refusal">
    ${icon("alert")}
    <div>
      <p dir="auto">${clean(problem.detail)}</p>
      ${
        fields.length > 1
          ? html`<ul>
              ${fields.map((f) => html`<li><code>${f.option}</code> ${clean(f.message)}${f.near.length ? ` Did you mean ${f.near.join(", ")}?` : ""}</li>`)}
            </ul>`
          : nothing
      }
      ${problem.retryAfterMs ? html`<p class="muted">Worth trying again in ${Math.ceil(problem.retryAfterMs / 1000)} s.</p>` : nothing}
      ${problem.ways?.length && around.onCall ? ways(problem.ways, around) : nothing}
    </div>
  </div>`;
}

/**
 * @param {Api.Action[]} actions
 * @param {Around} around
 */
function ways(actions, around) {
  return html`<div class="buttons">
    ${actions.map((a) => html`<button class="button is-${a.style.toLowerCase()}" @click=${() => around.onCall?.(a.call)}>${title(a.label)}</button>`)}
  </div>`;
}
