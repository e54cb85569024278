package io.mycelium.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.mycelium.acceptance.running.Installation;
import io.mycelium.acceptance.running.RunningGateway;
import io.mycelium.acceptance.running.SignInLinks;
import io.mycelium.bridge.discord.far.DiscordTwin;
import io.mycelium.bridge.slack.far.SlackDouble;
import io.mycelium.core.fixture.NeedsNode;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Takes the README's pictures of one card in three chats, of a real run: `-Dpictures.write=true`.
/// The web chat's is photographed. What the bridges to Slack and Discord sent at that moment is
/// drawn by a page of ours, as their own clients are not to be had.
@NeedsChromium
@NeedsNode
@Timeout(300)
@EnabledIfSystemProperty(
    named = "pictures.write",
    matches = "true",
    disabledReason = "optional: it writes the pictures of the README")
class ThreeChatsTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String CHANNEL = "general";
  private static final String SOUGHT = "release-notes";
  private static final double UNHURRIED = 100;

  /// As wide as a column of the picture, with what scrolls beside it.
  private static final Device COLUMN = new Device(393, 900, ColorScheme.LIGHT);

  @TempDir static Path folder;
  @RegisterExtension static final Browsers BROWSERS = new Browsers();

  @Test
  void oneApprovalAsItLooksInThreeChats() throws IOException {
    try (Shop _ = new Shop();
        SlackDouble slack = SlackDouble.unhurried();
        DiscordTwin discord = DiscordTwin.unhurried();
        RunningGateway gateway =
            RunningGateway.start(folder.resolve("data"), Shop.PLACE, options(slack, discord))) {
      show(gateway, "slack/%s/%s".formatted(slack.team().id(), slack.team().channel(CHANNEL)));
      show(gateway, "discord/%s/%s".formatted(discord.guild(), discord.channel(CHANNEL)));
      // Whoever looks on is somebody who may decide.
      String link = SignInLinks.invite(gateway, "ada", "member");
      Person ada = BROWSERS.open(COLUMN, link);

      ask(SignInLinks.printedBy(gateway));

      byte[] drawn = ada.page().request().get(gateway.url() + "/assets/icon.svg").body();
      String icon = inline("image/svg+xml", drawn);
      String blocks = inSlack(slack);
      String message = inDiscord(discord);
      assertThat(slack.invalidBlocks()).isEmpty();
      assertThat(discord.invalid()).isEmpty();
      for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        Map<String, String> cards = new HashMap<>(inTheWeb(ada, colours));
        cards.put("icon", icon);
        cards.put("slack", blocks);
        cards.put("discord", message);
        draw(colours, cards);
      }
    }
  }

  private static String[] options(SlackDouble slack, DiscordTwin discord) throws IOException {
    slack.limits().speedUp(UNHURRIED);
    discord.limits().speedUp(UNHURRIED);
    return Stream.of(
            "workspace.administrator=maya",
            "slack.bot-token-file=" + kept("bot", slack.team().botToken()),
            "slack.app-token-file=" + kept("app", slack.appToken()),
            "slack.api=" + slack.api(),
            "discord.bot-token-file=" + kept("discord", discord.token()),
            "discord.api=" + discord.rest(),
            "discord.gateway=" + discord.gateway())
        .flatMap(setting -> Stream.of("--set", setting))
        .toArray(String[]::new);
  }

  private static Path kept(String name, String token) throws IOException {
    return Files.writeString(folder.resolve(name + ".token"), token + "\n").toAbsolutePath();
  }

  /// Lets a channel show the main room.
  private static void show(RunningGateway gateway, String channel) {
    String link = Json.object().put("to", "main").put("channel", channel).toString();
    await()
        .atMost(SOON)
        .until(() -> gateway.call(gateway.operatorKey(), "channel-link", link).status() == 200);
  }

  private static void ask(String link) {
    Person maya = BROWSERS.open(Device.DESK, link);
    new WebMember(maya)
        .run(SOUGHT, Map.of("repo", Shop.PLACE.toString(), "since", "HEAD~6", "title", "Shop 2.4"));
  }

  private static String inSlack(SlackDouble slack) {
    return await()
        .atMost(SOON)
        .until(
            () ->
                slack.team().person("ada").channel(CHANNEL).stream()
                    .filter(seen -> seen.words().contains(SOUGHT) && !seen.buttons().isEmpty())
                    .findFirst(),
            found -> found.isPresent())
        .orElseThrow()
        .blocks()
        .toString();
  }

  private static String inDiscord(DiscordTwin discord) {
    var seen =
        await()
            .atMost(SOON)
            .until(
                () ->
                    discord.person("ada").channel(discord.channel(CHANNEL)).stream()
                        .filter(each -> each.words().contains(SOUGHT) && !each.buttons().isEmpty())
                        .findFirst(),
                found -> found.isPresent())
            .orElseThrow();
    var message = Json.object().put("content", seen.content());
    message.set("embeds", seen.embeds());
    message.set("components", seen.components());
    return message.toString();
  }

  /// The card as a picture's address, and the colour behind it.
  private static Map<String, String> inTheWeb(Person ada, ColorScheme colours) {
    ada.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
    Locator card = ada.post(SOUGHT);
    ada.button(card, "Grant").waitFor();
    String picture = inline("image/png", card.screenshot());
    Object ground = ada.page().evaluate("getComputedStyle(document.body).backgroundColor");
    return Map.of("web", picture, "ground", (String) ground);
  }

  private static String inline(String type, byte[] picture) {
    return "data:%s;base64,%s".formatted(type, Base64.getEncoder().encodeToString(picture));
  }

  private static void draw(ColorScheme colours, Map<String, String> cards) {
    Page page = BROWSERS.open(new Device(1200, 700, colours)).page();
    page.setContent(Scripts.read("three-chats.html"));
    page.evaluate("draw", cards);
    Path file =
        Path.of(
            "docs/pictures/three-chats-%s.png".formatted(colours.name().toLowerCase(Locale.ROOT)));
    page.locator("main")
        .screenshot(new Locator.ScreenshotOptions().setPath(Installation.home().resolve(file)));
  }
}
