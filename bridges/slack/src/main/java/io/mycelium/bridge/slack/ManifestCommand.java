package io.mycelium.bridge.slack;

import io.mycelium.bridge.slack.render.SlackManifest;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.Help;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.json.Json;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// `slack manifest`: what Slack has to be told to make an app of this workspace.
public final class ManifestCommand {
  private static final String NAME = "Mycelium";

  record Options(
      @Help("let Slack call this gateway over HTTP, at its address, instead of by Socket Mode")
          boolean http) {}

  /// Commands that have a slash command of their own besides `/mycelium`.
  private static final List<String> ALIASES = List.of("task", "approval", "job", "say");

  private final Catalogue.Source catalogue;
  private final Optional<URI> address;

  /// @param address under which Slack reaches this gateway, if it does
  public ManifestCommand(Catalogue.Source catalogue, Optional<URI> address) {
    this.catalogue = catalogue;
    this.address = address;
  }

  /// The function that owns it.
  public Function function() {
    return new Function(
        new FunctionName("slack"),
        "Connect a Slack workspace",
        FunctionLimits.STANDARD,
        List.of(
            Command.named("slack", "manifest")
                .summary("Print the manifest from which Slack makes the app")
                .examples(
                    "how do I connect Slack?",
                    "print the Slack app manifest",
                    "what do I paste into Slack to make the app?")
                .permission(Permission.CHANNELS_LINK)
                .handledBy(Options.class, this::handle)));
  }

  private Reply handle(Options options, Invocation by) {
    if (options.http() && address.isEmpty()) {
      return Reply.Refused.because(
          Reply.Reason.CONFLICT,
          "no-address",
          "Slack has to reach this gateway under an address; configure http.url first, or use Socket Mode.");
    }
    var manifest =
        SlackManifest.of(
            NAME,
            catalogue.current(),
            ALIASES,
            options.http() ? address : Optional.empty(),
            // Slack sends browsers to no other addresses.
            address.filter(at -> "https".equals(at.getScheme())));
    return new Reply.Text("```json\n" + Json.pretty(manifest) + "\n```");
  }
}
