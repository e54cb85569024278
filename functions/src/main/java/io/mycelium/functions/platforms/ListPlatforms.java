package io.mycelium.functions.platforms;

import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.Installation;
import io.mycelium.core.channel.Tenants;
import io.mycelium.core.channel.Tenants.Tenant;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Column;
import io.mycelium.core.reply.Column.Fit;
import io.mycelium.core.reply.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// `platform list`: which workspaces of chat platforms Mycelium is in.
final class ListPlatforms {
  record Options() {}

  private final Workspaces workspaces;
  private final InstallationStore installations;
  private final Channels channels;

  ListPlatforms(Workspaces workspaces, InstallationStore installations, Channels channels) {
    this.workspaces = workspaces;
    this.installations = installations;
    this.channels = channels;
  }

  Command<Options> command() {
    return Command.named("platform", "list")
        .summary("List the Slack workspaces and Discord servers that Mycelium is in")
        .examples(
            "which Slack workspaces are connected?",
            "list the Discord servers that the bot is in",
            "where is Mycelium installed?")
        .permission(Permission.CHANNELS_READ)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    return new Reply.Table(
        List.of(
            new Column("name", "Name", Fit.WHOLE),
            new Column("state", "State", Fit.WHOLE),
            new Column("channels", "Linked channels"),
            new Column("workspace", "Workspace", Fit.WHOLE)),
        Arrays.stream(Platform.values()).flatMap(this::rows).toList(),
        "Mycelium is in no workspace of Slack or Discord. './mycelium doctor' tells what a bridge needs; then 'platform join' lets it in.",
        Optional.empty());
  }

  private Stream<List<String>> rows(Platform platform) {
    String word = platform.word();
    List<Tenant> here =
        workspaces.of(word).stream().map(Tenants::all).flatMap(List::stream).toList();
    Stream<Tenant> elsewhere =
        installations.of(word).stream()
            .filter(i -> here.stream().noneMatch(tenant -> tenant.id().equals(i.tenant())))
            .map(ListPlatforms::unreached);
    return Stream.concat(here.stream(), elsewhere).map(tenant -> row(word, tenant));
  }

  private static Tenant unreached(Installation installation) {
    return new Tenant(installation.tenant(), installation.name(), false);
  }

  private List<String> row(String platform, Tenant tenant) {
    long linked =
        channels.of(platform).stream()
            .filter(channel -> channel.ref().tenant().equals(tenant.id()))
            .count();
    return List.of(
        tenant.name(),
        tenant.reached() ? "connected" : "not reached",
        Long.toString(linked),
        platform + '/' + tenant.id());
  }
}
