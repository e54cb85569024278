package io.mycelium.gateway.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The reference of the commands, from the catalogue as a gateway tells it to programs.
public final class CommandPage {
  private static final String HEAD =
      """
      # Commands

      What every gateway can do, before functions are dropped in. Typed as `./mycelium task create "Try it"`, called as
      `POST /api/v1/commands/task-create` with the options as a JSON object. Options in capitals are given without their
      name, in this order; the name works as well. `./mycelium help COMMAND` shows the same for every command there is now,
      dropped-in ones included. The options that every command takes are in [command-line.md](command-line.md).

      Effect: `read` changes nothing, `write` changes something once however often the same request comes,
      `destructive` cannot be undone and is confirmed first. Risk: see [approvals](../how-to/approve-and-set-policy.md).
      """;

  private CommandPage() {}

  /// @param catalog what `GET /api/v1/catalog` answers
  public static String markdown(JsonNode catalog) {
    var page = new StringBuilder(HEAD).append('\n').append(Pages.PRINTED);
    Map<String, JsonNode> byName = new TreeMap<>();
    catalog.path("commands").forEach(command -> byName.put(text(command, "name"), command));
    byName.values().forEach(command -> command(page, command));
    return page.toString();
  }

  private static void command(StringBuilder page, JsonNode command) {
    page.append("\n## ").append(text(command, "name")).append("\n\n");
    page.append(text(command, "summary")).append(".\n\n");
    page.append("    ./mycelium ").append(usage(command)).append("\n\n");
    page.append(
        "Permission `%s`, effect %s, risk %s.\n"
            .formatted(
                text(command, "permission"), text(command, "effect"), text(command, "risk")));
    if (!command.path("options").isEmpty()) {
      page.append("\n| option | | takes | when left out |\n|---|---|---|---|\n");
      command.path("options").forEach(option -> option(page, option));
    }
  }

  private static void option(StringBuilder page, JsonNode option) {
    String otherwise =
        option.path("required").asBoolean()
            ? "required"
            : option.has("standard") ? "`" + text(option, "standard") + "`" : "";
    page.append(
        "| `%s` | %s | %s | %s |\n"
            .formatted(
                text(option, "name"),
                Pages.cell(text(option, "help")),
                Pages.cell(text(option, "allowed")),
                otherwise));
  }

  private static String usage(JsonNode command) {
    var line = new StringBuilder(text(command, "name"));
    for (JsonNode option : command.path("options")) {
      if (option.path("positional").asBoolean()) {
        line.append(' ').append(optional(option, capitals(option)));
      }
    }
    for (JsonNode option : command.path("options")) {
      if (!option.path("positional").asBoolean()) {
        boolean flag = text(option, "type").equals("flag");
        String named = "--" + text(option, "name") + (flag ? "" : " " + capitals(option));
        line.append(' ').append(optional(option, named));
      }
    }
    return line.toString();
  }

  private static String capitals(JsonNode option) {
    return text(option, "name").toUpperCase(Locale.ROOT);
  }

  private static String optional(JsonNode option, String written) {
    return option.path("required").asBoolean() ? written : "[" + written + "]";
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText();
  }
}
