package io.mycelium.bridge.slack.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.reply.Reply;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlackManifestTest {
  private record Options(@Help("what") String text, @Help("to whom") Optional<String> to) {}

  @Test
  void theCommandTakesAllAndAliasesAreShort() {
    JsonNode manifest =
        SlackManifest.of(
            "Mycelium",
            catalogue(2),
            List.of("c0-do", "nobody-knows"),
            Optional.empty(),
            Optional.empty());

    assertThat(manifest.at("/features/slash_commands").findValuesAsText("command"))
        .containsExactly("/mycelium", "/c0-do");
    assertThat(manifest.at("/features/slash_commands/1/usage_hint").asText())
        .isEqualTo("--text … [--to …]");
    assertThat(manifest.at("/settings/socket_mode_enabled").asBoolean()).isTrue();
    assertThat(manifest.findValues("request_url")).isEmpty();
    assertThat(manifest.at("/features/shortcuts").findValuesAsText("type"))
        .containsExactly("global", "message");
    assertThat(manifest.at("/oauth_config/scopes/bot").toString()).contains("\"chat:write\"");
    assertThat(manifest.at("/settings/event_subscriptions/bot_events").toString())
        .contains("app_mention", "message.channels", "tokens_revoked", "app_uninstalled");
  }

  @Test
  void anAppHasNoMoreThanTwentyFiveCommands() {
    Stream<String> aliases = IntStream.range(0, 60).mapToObj(i -> "c" + i + "-do");

    JsonNode manifest =
        SlackManifest.of(
            "Mycelium", catalogue(60), aliases.toList(), Optional.empty(), Optional.empty());

    assertThat(manifest.at("/features/slash_commands")).hasSize(SlackLimits.COMMANDS);
  }

  @Test
  void overHttpEveryEntryHasItsAddress() {
    URI address = URI.create("https://chat.example");

    JsonNode manifest =
        SlackManifest.of(
            "Mycelium", catalogue(1), List.of("c0-do"), Optional.of(address), Optional.of(address));

    assertThat(manifest.at("/settings/socket_mode_enabled").asBoolean()).isFalse();
    assertThat(manifest.at("/settings/interactivity/request_url").asText())
        .isEqualTo("https://chat.example/slack/interactions");
    assertThat(manifest.at("/features/slash_commands").findValuesAsText("url"))
        .containsOnly("https://chat.example/slack/commands")
        .hasSize(2);
  }

  @Test
  void browsersComeBackAlsoWhereSlackCallsByASocket() {
    URI address = URI.create("https://chat.example");

    JsonNode manifest =
        SlackManifest.of(
            "Mycelium", catalogue(1), List.of(), Optional.empty(), Optional.of(address));

    assertThat(manifest.at("/settings/socket_mode_enabled").asBoolean()).isTrue();
    assertThat(manifest.at("/oauth_config/redirect_urls/0").asText())
        .isEqualTo("https://chat.example/slack/oauth");
  }

  @Test
  void namesAndShortcutsFit() {
    JsonNode manifest =
        SlackManifest.of(
            "n".repeat(90), catalogue(1), List.of(), Optional.empty(), Optional.empty());

    assertThat(manifest.at("/display_information/name").asText())
        .hasSizeLessThanOrEqualTo(SlackLimits.APP_NAME);
    assertThat(manifest.at("/display_information/description").asText())
        .hasSizeLessThanOrEqualTo(SlackLimits.APP_DESCRIPTION);
    manifest
        .at("/features/shortcuts")
        .forEach(s -> {
          assertThat(s.path("name").asText()).hasSizeLessThanOrEqualTo(SlackLimits.SHORTCUT_NAME);
          assertThat(s.path("description").asText())
              .hasSizeLessThanOrEqualTo(SlackLimits.SHORTCUT_DESCRIPTION);
        });
  }

  private static Catalogue catalogue(int commands) {
    List<Command<?>> all =
        IntStream.range(0, commands)
            .<Command<?>>mapToObj(i ->
                Command.named("c" + i, "do")
                    .summary("Do it")
                    .handledBy(Options.class, (o, by) -> new Reply.Text("")))
            .toList();
    return Catalogue.of(
        1, List.of(new Function(new FunctionName("f"), "F", FunctionLimits.STANDARD, all)));
  }
}
