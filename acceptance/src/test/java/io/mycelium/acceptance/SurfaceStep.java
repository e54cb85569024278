package io.mycelium.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/// One call of the walk over all commands: as a program sends it and as a person types it.
///
/// @param command with dashes
/// @param options as JSON
/// @param words as they are typed in a terminal
/// @param status over HTTP; the exit code follows from it
public record SurfaceStep(String command, String options, List<String> words, int status) {
  /// The content of the file that steps hand in.
  public static final String Q3_CONTENT = "1,2,3";

  /// What its upload as `q3.csv` answers.
  public static final String Q3 =
      """
      {"digest":"8a6ae15122001229edb8866f56e342af12ae8187203c3e3b33931743e7c0c48d","name":"q3.csv","mediaType":"text/csv","size":5}\
      """;

  /// In an order in which each has something to work on. The first two tasks, the approval and what
  /// follows share the room's numbers: task 1, task 2, approval 3, approval 4.
  ///
  /// @param q3 a file that holds [#Q3_CONTENT]
  public static List<SurfaceStep> all(Path q3) {
    return List.of(
        ok("help", "{}", "help"),
        ok("whoami", "{}", "whoami"),
        ok(
            "task-create",
            "{\"title\":\"Mend the roof\",\"notes\":\"before winter\"}",
            "task",
            "create",
            "Mend the roof",
            "--notes",
            "before winter"),
        ok("task-create", "{\"title\":\"Sweep\"}", "task", "create", "Sweep"),
        ok("task-list", "{}", "task", "list"),
        ok("task-show", "{\"task\":\"1\"}", "task", "show", "1"),
        ok(
            "task-assign",
            "{\"task\":\"1\",\"to\":\"olga\"}",
            "task",
            "assign",
            "1",
            "--to",
            "olga"),
        ok("task-start", "{\"task\":\"#1\"}", "task", "start", "#1"),
        ok(
            "task-comment",
            "{\"task\":\"1\",\"text\":\"half done\"}",
            "task",
            "comment",
            "1",
            "half done"),
        ok("task-finish", "{\"task\":\"1\"}", "task", "finish", "1"),
        no(409, "task-start", "{\"task\":\"1\"}", "task", "start", "1"),
        no(400, "task-create", "{}", "task", "create"),
        no(404, "task-show", "{\"task\":\"99\"}", "task", "show", "99"),
        ok(
            "room-create",
            "{\"name\":\"attic\",\"closed\":true}",
            "room",
            "create",
            "attic",
            "--closed"),
        ok("room-list", "{}", "room", "list"),
        ok("room-members", "{\"name\":\"attic\"}", "room", "members", "attic"),
        ok("say", "{\"text\":\"good morning\"}", "say", "good morning"),
        ok(
            "say",
            "{\"text\":\"the numbers\",\"file\":" + Q3 + "}",
            "say",
            "the numbers",
            "--file",
            q3.toString()),
        no(
            400,
            "say",
            "{\"file\":" + Q3.replace("\"size\":5", "\"size\":6") + "}",
            "say",
            "--file",
            "blob:8a6ae15122001229edb8866f56e342af12ae8187203c3e3b33931743e7c0c48d/6/text/csv/q3.csv"),
        no(400, "say", "{}", "say"),
        no(
            404,
            "post-edit",
            "{\"post\":\"99\",\"text\":\"good night\"}",
            "post",
            "edit",
            "99",
            "good night"),
        no(
            404,
            "post-react",
            "{\"post\":\"99\",\"emoji\":\":tada:\"}",
            "post",
            "react",
            "99",
            ":tada:"),
        no(404, "post-remove", "{\"post\":\"99\"}", "post", "remove", "99"),
        ok("room-read", "{}", "room", "read"),
        ok("room-search", "{\"text\":\"MORNING\"}", "room", "search", "MORNING"),
        ok("room-seen", "{}", "room", "seen"),
        ok("policy-show", "{}", "policy", "show"),
        ok(
            "policy-set",
            "{\"risk\":\"high\",\"people\":3}",
            "policy",
            "set",
            "high",
            "--people",
            "3"),
        no(202, "release-notes", "{\"repo\":\"/tmp\"}", "release-notes", "--repo", "/tmp"),
        no(202, "release-notes", "{\"repo\":\"/var\"}", "release-notes", "--repo", "/var"),
        ok("approval-list", "{}", "approval", "list"),
        ok("approval-show", "{\"approval\":\"3\"}", "approval", "show", "3"),
        no(403, "approval-grant", "{\"approval\":\"3\"}", "approval", "grant", "3"),
        no(428, "approval-grant-alone", "{\"approval\":\"3\"}", "approval", "grant-alone", "3"),
        ok(
            "approval-deny",
            "{\"approval\":\"3\",\"reason\":\"not now\"}",
            "approval",
            "deny",
            "3",
            "not now"),
        ok(
            "schedule-add",
            "{\"when\":\"every 1h\",\"command\":\"task list --all\",\"until\":\"2999-12-31\",\"note\":\"for all\"}",
            "schedule",
            "add",
            "every 1h",
            "task list --all",
            "--until",
            "2999-12-31",
            "--note",
            "for all"),
        no(
            400,
            "schedule-add",
            "{\"when\":\"61 * * * *\",\"command\":\"task list\"}",
            "schedule",
            "add",
            "61 * * * *",
            "task list"),
        no(
            400,
            "schedule-add",
            "{\"when\":\"@daily\",\"command\":\"tsak list\"}",
            "schedule",
            "add",
            "@daily",
            "tsak list"),
        ok("schedule-list", "{}", "schedule", "list"),
        ok("schedule-show", "{\"schedule\":\"5\"}", "schedule", "show", "5"),
        ok("schedule-pause", "{\"schedule\":\"5\"}", "schedule", "pause", "5"),
        ok("schedule-resume", "{\"schedule\":\"5\"}", "schedule", "resume", "5"),
        no(409, "schedule-resume", "{\"schedule\":\"5\"}", "schedule", "resume", "5"),
        ok("schedule-remove", "{\"schedule\":\"5\"}", "schedule", "remove", "5"),
        no(404, "schedule-run", "{\"schedule\":\"99\"}", "schedule", "run", "99"),
        ok("job-list", "{\"all\":true}", "job", "list", "--all"),
        no(404, "job-show", "{\"job\":\"3\"}", "job", "show", "3"),
        no(404, "job-cancel", "{\"job\":\"3\"}", "job", "cancel", "3"),
        no(404, "job-log", "{\"job\":\"3\"}", "job", "log", "3"),
        no(404, "job-retry", "{\"job\":\"3\"}", "job", "retry", "3"),
        ok("job-dead", "{}", "job", "dead"),
        no(428, "job-redrive", "{}", "job", "redrive"),
        ok("queue-pause", "{}", "queue", "pause"),
        ok(
            "queue-drain",
            "{\"requirements\":\"gpu vram>=12g\"}",
            "queue",
            "drain",
            "gpu vram>=12g"),
        ok(
            "queue-limit",
            "{\"name\":\"function:release-notes\",\"at-once\":2,\"rate\":\"10/1m\"}",
            "queue",
            "limit",
            "function:release-notes",
            "--at-once",
            "2",
            "--rate",
            "10/1m"),
        ok("queue-show", "{}", "queue", "show"),
        ok(
            "queue-unlimit",
            "{\"name\":\"function:release-notes\"}",
            "queue",
            "unlimit",
            "function:release-notes"),
        ok("queue-weight", "{\"room\":\"main\",\"weight\":20}", "queue", "weight", "main", "20"),
        ok("queue-resume", "{}", "queue", "resume"),
        ok("drone-list", "{}", "drone", "list"),
        no(404, "drone-pause", "{\"drone\":\"attic\"}", "drone", "pause", "attic"),
        no(404, "drone-resume", "{\"drone\":\"attic\"}", "drone", "resume", "attic"),
        no(404, "drone-drain", "{\"drone\":\"attic\"}", "drone", "drain", "attic"),
        ok("drone-enrolled", "{}", "drone", "enrolled"),
        no(404, "drone-approve", "{\"code\":\"7K2Q-9XMD\"}", "drone", "approve", "7K2Q-9XMD"),
        no(404, "drone-deny", "{\"code\":\"7K2Q-9XMD\"}", "drone", "deny", "7K2Q-9XMD"),
        no(428, "drone-revoke", "{\"drone\":\"attic\"}", "drone", "revoke", "attic"),
        no(404, "drone-show", "{\"drone\":\"attic\"}", "drone", "show", "attic"),
        ok("function-list", "{}", "function", "list"),
        ok("function-show", "{\"name\":\"release-notes\"}", "function", "show", "release-notes"),
        ok("function-stop", "{\"name\":\"release-notes\"}", "function", "stop", "release-notes"),
        ok("function-start", "{\"name\":\"release-notes\"}", "function", "start", "release-notes"),
        ok("function-trust", "{\"name\":\"release-notes\"}", "function", "trust", "release-notes"),
        ok("invite", "{\"name\":\"bob\",\"key\":true}", "invite", "bob", "--key"),
        no(409, "invite", "{\"name\":\"Bob\"}", "invite", "Bob"),
        ok("peer-list", "{}", "peer", "list"),
        ok("role-list", "{}", "role", "list"),
        ok("role-set", "{\"peer\":\"bob\",\"role\":\"viewer\"}", "role", "set", "bob", "viewer"),
        ok(
            "key-create",
            "{\"for\":\"bob\",\"label\":\"laptop\"}",
            "key",
            "create",
            "--for",
            "bob",
            "--label",
            "laptop"),
        ok("key-list", "{}", "key", "list"),
        ok("channel-list", "{}", "channel", "list"),
        no(
            503,
            "channel-link",
            "{\"to\":\"main\",\"channel\":\"slack/T1/C1\"}",
            "channel",
            "link",
            "main",
            "--channel",
            "slack/T1/C1"),
        no(
            428,
            "channel-unlink",
            "{\"channel\":\"slack/T1/C1\"}",
            "channel",
            "unlink",
            "slack/T1/C1"),
        ok("platform-list", "{}", "platform", "list"),
        no(503, "platform-join", "{\"platform\":\"slack\"}", "platform", "join", "slack"),
        no(428, "platform-leave", "{\"workspace\":\"slack/T1\"}", "platform", "leave", "slack/T1"),
        ok("account-link", "{}", "account", "link"),
        ok("account-list", "{}", "account", "list"),
        no(
            428,
            "account-unlink",
            "{\"account\":\"slack/T1/U1\"}",
            "account",
            "unlink",
            "slack/T1/U1"),
        no(
            400,
            "account-map",
            "{\"group\":\"ops\",\"role\":\"member\"}",
            "account",
            "map",
            "ops",
            "member"),
        ok("doctor", "{}", "doctor"),
        ok("slack-manifest", "{}", "slack", "manifest"),
        ok("session-list", "{}", "session", "list"),
        ok("session-end", "{\"others\":true}", "session", "end", "--others"),
        no(404, "session-end", "{\"session\":\"key_0000\"}", "session", "end", "key_0000"),
        no(400, "session-end", "{}", "session", "end"),
        no(428, "peer-remove", "{\"peer\":\"bob\"}", "peer", "remove", "bob"),
        no(428, "key-revoke", "{\"key\":\"key_0000\"}", "key", "revoke", "key_0000"),
        ok("freeze", "{\"reason\":\"drill\"}", "freeze", "--reason", "drill"),
        no(503, "release-notes", "{\"repo\":\"/tmp\"}", "release-notes", "--repo", "/tmp"),
        ok("unfreeze", "{}", "unfreeze"),
        ok("audit", "{\"last\":5}", "audit", "--last", "5"));
  }

  private static SurfaceStep ok(String command, String options, String... words) {
    return new SurfaceStep(command, options, List.of(words), 200);
  }

  private static SurfaceStep no(int status, String command, String options, String... words) {
    return new SurfaceStep(command, options, List.of(words), status);
  }

  /// A reply, or a whole problem; ids, secrets, times and addresses by their kind, as they differ
  /// by nature.
  public static String comparable(JsonNode body) {
    return plain((body.has("reply") ? body.path("reply") : body).toString());
  }

  /// A text with ids, secrets, times and addresses by their kind.
  public static String plain(String text) {
    return text.replaceAll("\"request\":\"[^\"]*\"", "\"request\":\"R\"")
        .replaceAll("myc_[A-Za-z0-9_-]+", "SECRET")
        .replaceAll("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", "CODE")
        .replaceAll("\\b(tsk|apr|job|sch|pst|peer|key|drn)_[a-z0-9]+", "$1")
        .replaceAll("\"confirm\":\"[^\"]*\"", "\"confirm\":\"C\"")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d(T[0-9:.]+Z| \\d\\d:\\d\\d)", "T")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "HERE")
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]+|req_[a-z0-9]+", "REQUEST");
  }
}
