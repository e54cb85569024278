package io.mycelium.core.channel;

import io.mycelium.core.reply.Reply;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The workspaces of a platform that its bridge is in: how it gets into more, and out again.
/// Blocks; call it on virtual threads.
public interface Tenants {
  /// A workspace.
  ///
  /// @param id as [ChannelRef#tenant] has it
  /// @param name as people know it
  /// @param reached whether the bridge can do something there right now
  record Tenant(String id, String name, boolean reached) {}

  /// How somebody who may lets us in there.
  sealed interface Door {
    /// There is one.
    ///
    /// @param link a page of the platform
    /// @param returns whether the platform brings the code back to us with who let us in
    record Open(URI link, boolean returns) implements Door {}

    /// There is none.
    ///
    /// @param why a refusal that says what to do
    record Shut(Reply.Refused why) implements Door {}
  }

  /// What is said where the bridge is not in the workspace.
  static Reply.Refused unknown(String platform, String tenant) {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "unknown-workspace",
        "Mycelium is in no workspace %s/%s; 'platform list' shows where it is."
            .formatted(platform, tenant));
  }

  /// All that this gateway's bridge is in.
  List<Tenant> all();

  /// The way into one more.
  ///
  /// @param code to be brought back, on platforms that do so
  Door door(String code);

  /// Leaves a workspace.
  ///
  /// @return why not, if not; one that it is not in is not found
  Optional<Reply.Refused> leave(String tenant);
}
