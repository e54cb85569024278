// What the gateway's API answers, as the pages read it; see docs/reference/http.md. Ambient, so that no page imports it.

declare namespace Api {
  type Style = "primary" | "plain" | "danger";
  interface Subject {
    type: string;
    id: string;
  }
  interface Field {
    key: string;
    label: string;
    value: string;
  }
  interface Column {
    key: string;
    label: string;
  }
  interface Call {
    command: string;
    definition: string;
    options: Record<string, unknown>;
  }
  interface Action {
    label: string;
    style: string;
    call: Call;
  }
  interface FieldError {
    option: string;
    given: string;
    allowed: string;
    message: string;
    near: string[];
  }
  interface Blob {
    digest: string;
    size: number;
  }

  interface Text {
    kind: "text";
    markdown: string;
  }
  interface Card {
    kind: "card";
    subject?: Subject;
    title: string;
    state?: string;
    markdown?: string;
    fields?: Field[];
    actions?: Action[];
  }
  interface Table {
    kind: "table";
    columns: Column[];
    rows: string[][];
    empty: string;
    nextPage?: Call;
  }
  interface Form {
    kind: "form";
    title: string;
    submit: string;
    prefill: Record<string, unknown>;
  }
  interface File {
    kind: "file";
    content: Blob;
    name: string;
    mediaType: string;
  }
  interface Accepted {
    kind: "accepted";
    subject: Subject;
    card: Card;
  }
  interface Refused {
    kind: "refused";
    code: string;
    message: string;
    fields?: FieldError[];
    ways?: Action[];
    retryAfterMs?: number;
    confirm?: string;
  }
  interface Private {
    kind: "private";
    reply: Reply;
    secret: boolean;
  }
  type Reply = Text | Card | Table | Form | File | Accepted | Refused | Private;

  interface Problem {
    status: number;
    title: string;
    detail: string;
    code: string;
    request?: string;
    fields?: FieldError[];
    ways?: Action[];
    retryAfterMs?: number;
    confirm?: string;
    post?: Post;
  }

  interface Peer {
    id: string;
    name: string;
    kind: string;
  }
  interface Button {
    label: string;
    style: Style;
    token: string;
    command: string;
    allowed: boolean;
    why?: string;
  }
  interface Post {
    id: string;
    room: string;
    thread?: string;
    author: Peer;
    at: string;
    content: { is: "said" | "live" | "removed"; subject?: Subject; files?: File[] };
    reply: Reply;
    buttons: Button[];
    replies: number;
    lastReplyAt?: string;
    edited?: string;
    reactions?: { emoji: string; by: string[] }[];
  }
  interface Page {
    posts: Post[];
    older: boolean;
    newer: boolean;
    place: string;
  }
  interface Session {
    peer: Peer & { role: string };
    permissions: string[];
    session: { id: string; since: string; expires: string };
    workspace: string;
  }

  interface Option {
    name: string;
    help: string;
    type: string;
    required: boolean;
    positional: boolean;
    allowed: string;
    standard?: string | number | boolean;
    choices?: string[];
    min?: number;
    max?: number;
  }
  interface Command {
    name: string;
    path: string;
    function: string;
    summary: string;
    examples: string[];
    permission: string;
    effect: "read" | "write" | "destructive";
    risk: "low" | "medium" | "high" | "critical";
    definition: string;
    options: Option[];
  }
  interface Catalogue {
    version: string;
    /** How many bytes a file may have. */
    maxUpload?: number;
    functions: { name: string; summary: string }[];
    commands: Command[];
  }

  interface Event {
    id: string;
    schema: number;
    type: string;
    room?: string;
    subject: Subject;
    number: number;
    actor: string;
    request: string;
    at: string;
    payload: any;
  }
}

declare namespace Ui {
  /** How far a job is, as its last event said. */
  interface Progress {
    percent?: number;
    note?: string;
    lines: string[];
    skipped: number;
    startedAt?: string;
  }
  /** A post as the pages keep it: `progress` comes from events; the two last are of a post that is on its way or was not sent. */
  interface Post extends Api.Post {
    progress?: Progress;
    sending?: boolean;
    failed?: Api.Problem;
    resend?: () => void;
  }
  /** What only this viewer sees, in place. */
  interface Note {
    id: string;
    at: string;
    line?: string;
    reply?: Api.Reply;
    problem?: Api.Problem;
    running?: boolean;
    again?: Draft;
    resend?: () => void;
  }
  interface Draft {
    text: string;
    command?: string;
    values?: Record<string, string>;
    shown?: string[];
  }
  interface Room {
    name: string;
    closed: boolean;
    members: string;
    unread: number;
    mentions: number;
    /** The id of the last post that the gateway counted or knew as read; empty when nobody said anything. */
    newest: string;
    /** The id of the last post that was read; empty when none was. */
    read: string;
  }
  interface Peer extends Api.Peer {
    role?: string;
    online?: boolean;
    seen?: string;
  }
  interface Drone {
    name: string;
    state: string;
    jobs: string;
    roots: string[];
  }
  type Connection = "connecting" | "live" | "offline" | "signed-out";
  interface Choice {
    value: string;
    label?: string;
    help?: string;
  }
  interface Route {
    page: string;
    room?: string;
    panel?: string;
    id?: string;
    query?: string;
    hash?: string;
  }
}
