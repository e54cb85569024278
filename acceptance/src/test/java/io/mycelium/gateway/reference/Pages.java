package io.mycelium.gateway.reference;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.job.JobState;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.functions.approvals.ApprovalState;
import io.mycelium.functions.schedules.ScheduleState;
import io.mycelium.functions.tasks.TaskMove;
import io.mycelium.gateway.config.ConfigurationReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All printed pages, by file name.
public final class Pages {
  /// What a reader of the file has to know before changing it.
  static final String PRINTED = "*Printed from the code; `just docs` prints it again.*\n";

  private Pages() {}

  /// @param catalog what `GET /api/v1/catalog` answers
  /// @param up the help of `./mycelium up`
  public static Map<String, String> all(JsonNode catalog, String up) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("commands.md", CommandPage.markdown(catalog));
    pages.put("configuration.md", configuration(up));
    pages.put("lifecycles.md", lifecycles());
    pages.put("permissions.md", permissions(catalog));
    return pages;
  }

  private static String configuration(String up) {
    return ConfigurationReference.markdown()
        + """

        ## Values

        Durations are written `0.5s`, `90s`, `15m`, `2h`, `30d`. Sizes are written `256k`, `64m`, `1g`. A section
        of the file is written as

        ```yaml
        http:
          port: 8081
        approvals:
          life: 8h
        ```

        ## Times of the queue

        `jobs.lease`, `jobs.beat`, `jobs.alive` and `jobs.retention` are kept with the queue in Redis, and every gateway and every
        drone goes by those, also a drone that was started by hand on another machine. A gateway that starts sets them to what
        its configuration says, so of several gateways the one that started last decides: configure them alike. A drone follows a
        change with its next claim; a job that runs keeps the lease it was claimed with. `jobs.reap` is each gateway's own.

        ## The command line of `up`

        Values of the command line win over the file.

        ```
        %s```
        """
            .formatted(up);
  }

  private static String lifecycles() {
    return """
    # Lifecycles

    Each arrow is a move that is allowed, with what makes it; all others are refused. An ended state has no arrow out of it.

    %s
    ## Approvals

    `agree` is a vote that is not enough yet, `redeem` the run of the granted call, `refuse` a granted call that could not run
    any more as it was asked for. Lists say `run` for `redeemed`; a card says how the job is that it led to.

    %s
    ## Jobs

    `release` gives a job back (a drone that stops), `refuse` does so because the drone cannot run it (its disk is full), `reap`
    takes it from a drone that was silent for longer than its lease, or was revoked. After as many of the last two as a job may
    have, it is `bury` instead.

    %s
    ## Schedules

    `fire` is a time that came, `halt` Mycelium's own pause: whoever made it is gone or may no longer make the call, or the
    command has changed.

    %s
    ## Tasks

    %s\
    """
        .formatted(
            PRINTED,
            mermaid(ApprovalState.LIFECYCLE.diagram()),
            mermaid(JobState.LIFECYCLE.diagram()),
            mermaid(ScheduleState.LIFECYCLE.diagram()),
            mermaid(TaskMove.TABLE.diagram()));
  }

  private static String mermaid(String diagram) {
    return "```mermaid\n" + diagram + "```\n";
  }

  private static String permissions(JsonNode catalog) {
    var page =
        new StringBuilder(
            """
            # Roles and permissions

            A peer has one role; each role may do all that the one before it may. A command names the one permission that its
            caller needs. The table is fixed: a dropped-in function names one of these permissions and cannot add any.

            """);
    page.append(PRINTED).append("\n| permission |");
    List<String> rule = new ArrayList<>();
    for (Role role : Role.values()) {
      page.append(' ').append(role.word()).append(" |");
      rule.add("|:-:");
    }
    page.append(" commands |\n|---").append(String.join("", rule)).append("|---|\n");
    for (Permission permission : Permission.values()) {
      page.append("| `").append(permission.word()).append("` |");
      for (Role role : Role.values()) {
        page.append(role.may(permission) ? " x |" : " |");
      }
      page.append(' ').append(commands(catalog, permission)).append(" |\n");
    }
    return page.toString();
  }

  private static String commands(JsonNode catalog, Permission permission) {
    List<String> names = new ArrayList<>();
    for (JsonNode command : catalog.path("commands")) {
      if (command.path("permission").asText().equals(permission.word())) {
        names.add("`" + command.path("name").asText() + "`");
      }
    }
    names.sort(null);
    return String.join(", ", names) + note(permission);
  }

  /// What commands alone do not show.
  private static String note(Permission permission) {
    return switch (permission) {
      case FUNCTIONS_USE -> "`release-notes`, and functions whose manifest names no other";
      case KEYS_ALL -> "the commands above, for the keys of others";
      case ANY,
          TASKS_READ,
          TASKS_WRITE,
          APPROVALS_READ,
          APPROVALS_DECIDE,
          APPROVALS_POLICY,
          JOBS_READ,
          JOBS_CANCEL,
          JOBS_RETRY,
          JOBS_OPERATE,
          DRONES_READ,
          DRONES_OPERATE,
          SCHEDULES_READ,
          SCHEDULES_WRITE,
          FUNCTIONS_READ,
          FUNCTIONS_OPERATE,
          ROOMS_READ,
          ROOMS_SAY,
          ROOMS_WRITE,
          CHANNELS_READ,
          CHANNELS_LINK,
          PEERS_READ,
          PEERS_INVITE,
          PEERS_ROLES,
          KEYS_OWN,
          WORKSPACE_FREEZE,
          AUDIT_READ ->
          "";
    };
  }

  /// Text for a cell of a table.
  static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
