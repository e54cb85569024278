package io.mycelium.functions.accounts;

import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.command.Bounds;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Effect;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.command.Positional;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.state.AggregateStore;
import io.mycelium.core.state.Commit;
import io.mycelium.core.state.CommitResult;
import io.mycelium.core.state.Event;
import io.mycelium.core.state.Outcome;
import io.mycelium.core.state.Refusals;
import io.mycelium.core.state.Stored;
import io.mycelium.functions.accounts.GroupRoles.Groups;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `account map`: give a role or user group of a platform a role here.
final class MapGroup {
  private static final int MOST = 200;

  record Options(
      @Positional @Help("the group's name or id there") @Bounds(min = 1, max = 100) String group,
      @Positional @Help("the role here; none any more, when left out") Optional<Role> role,
      @Help("a channel of the workspace or guild; the one you are in, when left out there")
          @Bounds(min = 5, max = 194)
          Optional<String> channel) {}

  private final AggregateStore store;
  private final GroupRoles groups;

  MapGroup(AggregateStore store, GroupRoles groups) {
    this.store = store;
    this.groups = groups;
  }

  Command<Options> command() {
    return Command.named("account", "map")
        .summary("Give a role or user group of a platform a role here")
        .examples(
            "give the Slack group ops-team the role operator",
            "map the Discord role admins to operator",
            "people of the group dev shall be members")
        .permission(Permission.PEERS_ROLES)
        .effect(Effect.WRITE)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    Optional<ChannelRef> channel = options.channel().flatMap(ChannelRef::read);
    return channel
        .map(ref -> map(GroupRoles.tenant(ref), options, by))
        .orElseGet(() ->
            Reply.Refused.because(
                Reply.Reason.INVALID,
                "no-channel",
                "Say where the group is, with --channel PLATFORM/TENANT/CHANNEL, or call this from there."));
  }

  private Reply map(String tenant, Options options, Invocation by) {
    Optional<Stored<Groups>> stored = groups.find(tenant);
    Map<String, Role> roles = new TreeMap<>(stored.map(s -> s.state().roles()).orElse(Map.of()));
    options
        .role()
        .ifPresentOrElse(
            role -> roles.put(options.group(), role), () -> roles.remove(options.group()));
    if (roles.size() > MOST) {
      return Reply.Refused.because(
          Reply.Reason.CONFLICT,
          "too-many-groups",
          "At most %d groups have roles.".formatted(MOST));
    }
    var next = new Groups(roles);
    Commit.Draft draft = Commit.of(by.intent(), Outcome.of(card(tenant, next)));
    stored.ifPresentOrElse(
        s -> draft.update(s, next), () -> draft.create(GroupRoles.KIND, tenant, next));
    draft.event(
        new Event(
            "group-roles.changed",
            Optional.empty(),
            new Subject(GroupRoles.KIND.name(), tenant),
            Json.object()
                .put("group", options.group())
                .put("role", options.role().map(Role::word).orElse("none"))));
    CommitResult result = store.commit(draft.done());
    groups.changed(tenant);
    return result instanceof CommitResult.Committed ? card(tenant, next) : Refusals.of(result);
  }

  private static Reply card(String tenant, Groups groups) {
    List<Field> fields =
        new TreeMap<>(groups.roles())
            .entrySet().stream()
                .map(e -> new Field("group", e.getKey(), e.getValue().word()))
                .toList();
    return new Reply.Card(
        Optional.empty(),
        "Roles by groups of " + tenant,
        Optional.empty(),
        fields.isEmpty() ? "No group has a role." : "",
        fields,
        List.of());
  }
}
