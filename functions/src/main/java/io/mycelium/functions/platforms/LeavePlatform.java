package io.mycelium.functions.platforms;

import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Tenants;
import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Refusals;
import java.util.Optional;

/// `platform leave`: get out of a workspace of a chat platform.
final class LeavePlatform {
  record Options(
      @Positional @Help("the workspace, as 'platform list' names it") @Bounds(min = 3, max = 129)
          String workspace) {
    Options {
      if (place(workspace).isEmpty()) {
        throw new IllegalArgumentException(
            "A workspace is written PLATFORM/TENANT, such as slack/T024BE7LD; 'platform list' shows them.");
      }
    }

    /// Channels of it are written the same, with one more word.
    private static Optional<ChannelRef> place(String workspace) {
      return ChannelRef.read(workspace + "/any");
    }
  }

  private final Workspaces workspaces;
  private final InstallationStore installations;

  LeavePlatform(Workspaces workspaces, InstallationStore installations) {
    this.workspaces = workspaces;
    this.installations = installations;
  }

  Command<Options> command() {
    return Command.named("platform", "leave")
        .summary("Take Mycelium out of a Slack workspace or Discord server")
        .examples(
            "leave that Slack workspace",
            "remove the bot from a Discord server",
            "uninstall Mycelium from a workspace")
        .permission(Permission.CHANNELS_LINK)
        .effect(Effect.DESTRUCTIVE)
        .handledBy(Options.class, this::handle);
  }

  /// One that cannot be reached any more can be forgotten all the same.
  private boolean isForgotten(Reply.Refused stays, ChannelRef place) {
    return stays.reason() == Reply.Reason.NOT_FOUND
        && installations.of(place.platform()).stream()
            .anyMatch(one -> one.tenant().equals(place.tenant()));
  }

  private Reply handle(Options options, Invocation by) {
    ChannelRef place = Options.place(options.workspace()).orElseThrow();
    Optional<Tenants> tenants = workspaces.of(place.platform());
    if (tenants.isEmpty()) {
      return ChannelPort.absent(place.platform());
    }
    Optional<Reply.Refused> stays = tenants.get().leave(place.tenant());
    if (stays.isPresent() && !isForgotten(stays.get(), place)) {
      return stays.get();
    }
    Reply left =
        new Reply.Text(
            "Mycelium is no longer in %s. Channels that were linked there stay so, for the case that it comes back; 'channel unlink' ends that."
                .formatted(options.workspace()));
    CommitResult result = installations.left(place.platform(), place.tenant(), by.intent(), left);
    return result instanceof CommitResult.Committed ? left : Refusals.of(result);
  }
}
