package io.mycelium.functions.platforms;

import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.Tenants;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Refusals;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// `platform join`: get into one more workspace of a chat platform.
final class JoinPlatform {
  record Options(@Positional @Help("where the workspace is") Platform platform) {}

  private final Workspaces workspaces;
  private final InstallationStore installations;
  private final RandomGenerator random;

  JoinPlatform(Workspaces workspaces, InstallationStore installations, RandomGenerator random) {
    this.workspaces = workspaces;
    this.installations = installations;
    this.random = random;
  }

  Command<Options> command() {
    return Command.named("platform", "join")
        .summary("Get the link by which somebody lets Mycelium into one more workspace or server")
        .examples(
            "add Mycelium to another Slack workspace",
            "invite the bot to our Discord server",
            "I need an install link for Slack")
        .permission(Permission.CHANNELS_LINK)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    Platform platform = options.platform();
    Optional<Tenants> tenants = workspaces.of(platform.word());
    if (tenants.isEmpty()) {
      return ChannelPort.absent(platform.word());
    }
    String code = Invitation.code(random);
    return switch (tenants.get().door(code)) {
      case Tenants.Door.Shut(var why) -> why;
      case Tenants.Door.Open(var link, var returns) ->
          returns ? invite(platform, code, link, by) : shown(platform, link, standing());
    };
  }

  private Reply invite(Platform platform, String code, URI link, Invocation by) {
    var invitation =
        new Invitation(platform.word(), by.caller().id(), by.at().plus(Invitation.LIFE), false);
    CommitResult result = installations.invite(invitation, code, by.intent(), repeated());
    return result instanceof CommitResult.Committed
        ? shown(platform, link, once())
        : Refusals.of(result);
  }

  private static String once() {
    return "It lets Mycelium into one workspace, once, within %d hours: pass it on to those alone who may."
        .formatted(Invitation.LIFE.toHours());
  }

  private static String standing() {
    return "Whoever opens it chooses a server that they manage.";
  }

  private static Reply shown(Platform platform, URI link, String rule) {
    return new Reply.Private(
        new Reply.Card(
            Optional.empty(),
            "Let Mycelium into a " + platform.workspace(),
            Optional.empty(),
            "Open the link in a browser, as somebody who may install apps there.\n\n%s\n\nThen invite Mycelium into a channel and type 'channel link ROOM' there."
                .formatted(rule),
            List.of(new Field("link", "Link", link.toString())),
            List.of()),
        true);
  }

  private static Reply repeated() {
    return new Reply.Private(
        new Reply.Text(
            "A link was made by this request before. It was shown then and is not kept; 'platform join' makes a new one."),
        false);
  }
}
