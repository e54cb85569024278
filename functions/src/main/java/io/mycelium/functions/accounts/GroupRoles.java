package io.mycelium.functions.accounts;

import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.channel.Profile;
import io.mycelium.core.peer.Role;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.EventFeed;
import io.mycelium.core.state.Kind;
import io.mycelium.core.state.Mirror;
import io.mycelium.core.state.Stored;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Which roles the groups of a platform have here.
final class GroupRoles {
  static final Kind<Groups> KIND = new Kind<>("group-roles", Groups.class);

  /// The roles of one workspace or guild.
  ///
  /// @param roles by the group's id or name there
  record Groups(Map<String, Role> roles) {
    Groups {
      roles = Map.copyOf(roles);
    }
  }

  private final AggregateStore store;
  private final Channels channels;
  private final Mirror<Groups> groups;

  GroupRoles(AggregateStore store, EventFeed feed, Channels channels) {
    this.store = store;
    this.channels = channels;
    this.groups = new Mirror<>(feed, tenant -> find(tenant).map(Stored::state));
    feed.listen(event -> {
      if (event.subject().type().equals(KIND.name())) {
        groups.forget(event.subject().id());
      }
    });
  }

  /// Names the groups of the workspace or guild of a channel.
  static String tenant(ChannelRef channel) {
    return channel.platform() + "/" + channel.tenant();
  }

  Optional<Stored<Groups>> find(String tenant) {
    return store.find(KIND, tenant);
  }

  void changed(String tenant) {
    groups.forget(tenant);
  }

  /// The highest role that groups or channel give; nothing when none does.
  Optional<Role> given(Profile profile, ChannelRef channel) {
    Map<String, Role> roles = groups.find(tenant(channel)).map(Groups::roles).orElse(Map.of());
    Stream<Role> byGroup =
        profile.groups().stream().flatMap(group -> Optional.ofNullable(roles.get(group)).stream());
    Stream<Role> byChannel = channels.find(channel).flatMap(LinkedChannel::role).stream();
    return Stream.concat(byGroup, byChannel).max(Comparator.naturalOrder());
  }
}
