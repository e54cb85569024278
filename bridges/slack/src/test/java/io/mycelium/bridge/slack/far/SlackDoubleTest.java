package io.mycelium.bridge.slack.far;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.button;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;
import static com.slack.api.model.view.Views.view;
import static com.slack.api.model.view.Views.viewClose;
import static com.slack.api.model.view.Views.viewSubmit;
import static com.slack.api.model.view.Views.viewTitle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.socket_mode.SocketModeApp;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.ReactionAddedEvent;
import com.slack.api.model.view.View;
import com.slack.api.socket_mode.SocketModeClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bolt for Java as the app of the double, over Socket Mode.
final class SlackDoubleTest {
  private static final List<LayoutBlock> CARD =
      List.of(
          section(s -> s.text(markdownText("*Deploy* to &lt;prod&gt;"))),
          actions(a ->
              a.elements(
                  List.of(button(b -> b.actionId("grant").value("7").text(plainText("Grant")))))));

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private SlackDouble slack;
  private SocketModeApp app;
  private SlackPerson ada;

  @BeforeEach
  void start() throws Exception {
    slack = SlackDouble.start();
    ada = slack.team().person("ada");
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(slack.api().toString());
    AppConfig settings =
        AppConfig.builder()
            .slack(Slack.getInstance(config))
            .singleTeamBotToken(slack.team().botToken())
            .build();
    app =
        new SocketModeApp(
            slack.appToken(),
            handling(new App(settings)),
            SocketModeClient.Backend.JavaWebSocket,
            2);
    app.startAsync();
    await().until(() -> slack.sockets() > 0);
  }

  @AfterEach
  void stop() throws Exception {
    app.stop();
    slack.close();
    assertThat(slack.late()).isEmpty();
    assertThat(slack.invalidBlocks()).isEmpty();
  }

  private App handling(App handling) {
    handling.command(
        "/mycelium",
        (command, context) -> {
          if (command.getPayload().getText().startsWith("form")) {
            context.client().viewsOpen(r -> r.triggerId(context.getTriggerId()).view(form()));
            return context.ack();
          }
          context.say(r -> r.channel(context.getChannelId()).text("card").blocks(CARD));
          return context.ack("heard " + command.getPayload().getText());
        });
    handling.blockAction(
        "grant",
        (press, context) -> {
          BlockActionPayload payload = press.getPayload();
          context
              .client()
              .chatUpdate(r ->
                  r.channel(payload.getChannel().getId())
                      .ts(payload.getMessage().getTs())
                      .text("granted by <@" + payload.getUser().getId() + ">")
                      .blocks(List.of()));
          context.respond(r -> r.responseType("ephemeral").text("thanks"));
          return context.ack();
        });
    handling.viewSubmission(
        "why",
        (form, context) -> {
          String reason =
              form.getPayload()
                  .getView()
                  .getState()
                  .getValues()
                  .get("reason")
                  .get("text")
                  .getValue();
          heard.add("reason " + reason);
          return reason.equals("no")
              ? context.ackWithErrors(Map.of("reason", "say more"))
              : context.ack();
        });
    handling.viewClosed(
        "why",
        (form, context) -> {
          heard.add("closed");
          return context.ack();
        });
    handling.globalShortcut("ask", (call, context) -> context.ack());
    handling.messageShortcut(
        "keep",
        (call, context) -> {
          heard.add("keep " + call.getPayload().getMessage().getText());
          return context.ack();
        });
    handling.event(
        AppMentionEvent.class,
        (event, context) -> {
          heard.add("mention " + event.getEvent().getText());
          return context.ack();
        });
    handling.event(
        MessageEvent.class,
        (event, context) -> {
          heard.add("message " + event.getEvent().getText());
          return context.ack();
        });
    handling.event(MessageChangedEvent.class, (event, context) -> context.ack());
    handling.event(
        ReactionAddedEvent.class,
        (event, context) -> {
          heard.add("reaction " + event.getEvent().getReaction());
          return context.ack();
        });
    return handling;
  }

  private static View form() {
    return view(v ->
        v.type("modal")
            .callbackId("why")
            .notifyOnClose(true)
            .title(viewTitle(t -> t.type("plain_text").text("Why")))
            .submit(viewSubmit(t -> t.type("plain_text").text("Send")))
            .close(viewClose(t -> t.type("plain_text").text("Leave")))
            .blocks(
                List.of(
                    input(i ->
                        i.blockId("reason")
                            .label(plainText("Reason"))
                            .element(plainTextInput(e -> e.actionId("text")))))));
  }

  @Test
  void aCommandIsAnsweredForAllAndForOne() {
    Ack ack = ada.slash("general", "/mycelium task <list>");

    assertThat(ack.inTime()).isTrue();
    assertThat(ada.alone()).extracting(Seen::words).containsExactly("heard task <list>");
    Seen card = ada.channel("general").getLast();
    assertThat(card.words()).isEqualTo("*Deploy* to <prod>\nGrant");
    assertThat(card.buttons()).containsExactly("Grant");
    assertThat(slack.team().person("bob").alone()).isEmpty();
  }

  @Test
  void aPressChangesTheMessageForAll() {
    ada.slash("general", "/mycelium x");

    ada.press(ada.channel("general").getLast(), "Grant");

    Seen granted = slack.team().person("bob").channel("general").getLast();
    assertThat(granted.text()).isEqualTo("granted by <@" + ada.id() + ">");
    assertThat(granted.buttons()).isEmpty();
    assertThat(granted.edited()).isTrue();
    assertThat(ada.alone()).extracting(Seen::text).contains("thanks");
  }

  @Test
  void aFormIsRefusedAtItsInputThenTaken() {
    ada.slash("general", "/mycelium form");
    assertThat(ada.modal().orElseThrow().labels()).containsExactly("Reason");

    ada.submit(Map.of("Reason", "no"));

    assertThat(ada.modal().orElseThrow().errors()).containsExactly(Map.entry("Reason", "say more"));
    ada.submit(Map.of("Reason", "because"));
    assertThat(ada.modal()).isEmpty();
    assertThat(heard).contains("reason no", "reason because");
  }

  @Test
  void leavingAFormIsTold() {
    ada.slash("general", "/mycelium form");

    ada.closeModal();

    await().until(() -> heard.contains("closed"));
  }

  @Test
  void shortcutsCarryTheirMessage() {
    String ts = ada.say("general", "worth keeping");

    assertThat(ada.messageShortcut("general", ts, "keep").inTime()).isTrue();
    assertThat(ada.shortcut("ask").inTime()).isTrue();

    assertThat(heard).contains("keep worth keeping");
  }

  @Test
  void aMentionIsToldAsMessageAndAsMention() {
    ada.mention("general", "what is <new>?");

    String text = "<@" + slack.team().botUserId() + "> what is &lt;new&gt;?";
    await().until(() -> heard.containsAll(List.of("message " + text, "mention " + text)));
  }

  @Test
  void reactionsAreTold() {
    ada.react("general", ada.say("general", "done"), "tada");

    await().until(() -> heard.contains("reaction tada"));
    assertThat(ada.channel("general").getLast().reactions()).containsEntry("tada", List.of("ada"));
  }

  @Test
  void theAppComesBackWhenItIsAskedTo() throws IOException {
    slack.disconnect("refresh_requested");
    await().until(() -> slack.sockets() > 0);

    assertThat(ada.slash("general", "/mycelium again").inTime()).isTrue();
  }
}
