package io.mycelium.bridge.slack;

import io.mycelium.bridge.slack.render.SlackOutput;
import io.mycelium.bridge.slack.render.SlackRenderer;
import io.mycelium.chatting.desk.PostedSheet;
import io.mycelium.chatting.layout.SheetText;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes to Slack's channels, each by way of its workspace.
final class SlackPort implements ChannelPort<SlackPart> {
  static final String PLATFORM = "slack";

  /// Before a workspace that we are no longer in is tried again.
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Workspaces workspaces;
  private final SlackRenderer renderer = new SlackRenderer();

  SlackPort(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  @Override
  public String platform() {
    return PLATFORM;
  }

  @Override
  public Optional<String> name(ChannelRef channel) {
    return in(channel).flatMap(port -> port.name(channel));
  }

  @Override
  public boolean reaches(ChannelRef channel) {
    return in(channel).isPresent();
  }

  @Override
  public List<SlackPart> parts(ChannelRef channel, Outgoing outgoing) {
    Map<String, String> called =
        outgoing.called().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().user()));
    SlackOutput output = renderer.draw(PostedSheet.of(outgoing), called);
    List<SlackPart> parts = new ArrayList<>();
    output.messages().forEach(message -> parts.add(SlackPart.Message.of(message)));
    output.whole().ifPresent(text -> parts.add(new SlackPart.Text(SheetText.NAME, text)));
    output.files().forEach(file -> parts.add(new SlackPart.Stored(file)));
    return parts;
  }

  @Override
  public Written post(
      ChannelRef channel, Optional<String> thread, SlackPart part, String delivery) {
    return write(channel, port -> port.post(channel, thread, part, delivery));
  }

  @Override
  public Written edit(ChannelRef channel, Optional<String> thread, String message, SlackPart part) {
    return write(channel, port -> port.edit(channel, message, part));
  }

  @Override
  public Written remove(ChannelRef channel, Optional<String> thread, String message) {
    return write(channel, port -> port.remove(channel, message));
  }

  @Override
  public Written react(
      ChannelRef channel, Optional<String> thread, String message, String emoji, boolean on) {
    return write(channel, port -> port.react(channel, message, emoji, on));
  }

  @Override
  public Found find(
      ChannelRef channel, Optional<String> thread, SlackPart part, String delivery, Instant since) {
    return in(channel)
        .map(port -> port.find(channel, thread, part, delivery, since))
        .orElseGet(() -> new Found.Later(AGAIN));
  }

  private Written write(ChannelRef channel, Function<WorkspacePort, Written> write) {
    return in(channel).map(write).orElseGet(() -> new Written.Later(AGAIN));
  }

  private Optional<WorkspacePort> in(ChannelRef channel) {
    return workspaces.of(channel.tenant()).map(Workspace::port);
  }
}
