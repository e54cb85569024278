package io.mycelium.functions.catalogue;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Risk;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.job.NetworkPolicy;
import io.mycelium.core.peer.Peers;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import io.mycelium.core.reply.SubjectView;
import io.mycelium.core.reply.Times;
import io.mycelium.functions.dropin.Dropin;
import io.mycelium.functions.dropin.Dropins;
import io.mycelium.functions.dropin.Manifest;
import io.mycelium.functions.dropin.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Draws functions, built in or dropped in, by name.
final class FunctionView implements SubjectView {
  private static final int DIGEST_SHOWN = 12;

  private final Catalogues catalogues;
  private final Dropins dropins;
  private final Switchboard switches;
  private final Peers peers;

  FunctionView(Catalogues catalogues, Dropins dropins, Switchboard switches, Peers peers) {
    this.catalogues = catalogues;
    this.dropins = dropins;
    this.switches = switches;
    this.peers = peers;
  }

  @Override
  public String type() {
    return Dropin.KIND.name();
  }

  @Override
  public Optional<Reply.Card> draw(String name) {
    return catalogues
        .builtIn(name)
        .map(this::card)
        .or(() -> dropins.named(name).map(stored -> card(stored.state())));
  }

  /// A line of the list.
  List<String> row(Function builtIn) {
    return List.of(
        builtIn.name().value(), state(builtIn.name()), risk(builtIn).word(), "built in", "", "");
  }

  /// A line of the list.
  List<String> row(Dropin dropin) {
    return List.of(
        dropin.folder(),
        state(dropin),
        dropin.live().map(live -> live.risk().word()).orElse(""),
        trust(dropin),
        dropin.content().map(c -> c.digest().substring(0, DIGEST_SHOWN)).orElse(""),
        problems(dropin));
  }

  private Reply.Card card(Function builtIn) {
    List<Field> fields = new ArrayList<>();
    stopped(builtIn.name(), fields);
    fields.add(new Field("commands", "Commands", commands(builtIn)));
    fields.add(new Field("risk", "Risk", risk(builtIn).word()));
    fields.add(new Field("trust", "Trust", "built in"));
    fields.add(
        new Field(
            "concurrency", "Calls at once", Integer.toString(builtIn.limits().concurrency())));
    return new Reply.Card(
        Optional.of(Dropins.subject(builtIn.name())),
        builtIn.name().value(),
        Optional.of(state(builtIn.name())),
        builtIn.summary(),
        fields,
        List.of());
  }

  private Reply.Card card(Dropin dropin) {
    List<Field> fields = new ArrayList<>();
    dropin.live().ifPresent(live -> stopped(live.name(), fields));
    dropin.live().ifPresent(live -> fields.add(new Field("risk", "Risk", live.risk().word())));
    dropin.manifest().ifPresent(manifest -> describe(manifest, fields));
    fields.add(new Field("trust", "Trust", trust(dropin)));
    dropin
        .content()
        .ifPresent(content -> fields.add(new Field("digest", "Digest", content.digest())));
    fields.add(new Field("origin", "Folder of gateway", dropin.origin()));
    fields.add(new Field("since", "Since", Times.of(dropin.since())));
    String problems =
        dropin.problems().isEmpty()
            ? ""
            : dropin.problems().stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n- ", "It is broken:\n\n- ", ""));
    return new Reply.Card(
        Optional.of(new Subject(type(), dropin.folder())),
        dropin.folder(),
        Optional.of(state(dropin)),
        problems.isEmpty() ? dropin.manifest().map(Manifest::summary).orElse("") : problems,
        fields,
        List.of());
  }

  private static void describe(Manifest manifest, List<Field> fields) {
    String options =
        manifest.options().stream()
            .map(o ->
                "--%s (%s%s)"
                    .formatted(o.name(), o.type().word(), o.required() ? ", required" : ""))
            .collect(Collectors.joining(" "));
    fields.add(new Field("options", "Options", options));
    if (!manifest.writes().isEmpty()) {
      fields.add(new Field("writes", "Writes below", "--" + String.join(" --", manifest.writes())));
    }
    fields.add(new Field("permission", "Permission", manifest.permission().word()));
    fields.add(new Field("effect", "Effect", manifest.effect().name().toLowerCase(Locale.ROOT)));
    fields.add(new Field("run", "Runs", String.join(" ", manifest.run())));
    fields.add(new Field("network", "Network", network(manifest)));
    fields.add(new Field("limits", "Limits", LimitsText.of(manifest.limits())));
  }

  private static String network(Manifest manifest) {
    return manifest.network().map(NetworkPolicy::words).orElse("none, where it is contained");
  }

  private void stopped(FunctionName name, List<Field> fields) {
    switches
        .heard(name)
        .ifPresent(stop -> fields.add(new Field("stopped-by", "Stopped by", stop.by())));
  }

  private String state(FunctionName name) {
    return switches.heard(name).isPresent() ? "stopped" : "live";
  }

  private String state(Dropin dropin) {
    return dropin
        .live()
        .map(live -> state(live.name()))
        .orElseGet(() -> dropin.state().name().toLowerCase(Locale.ROOT));
  }

  private String trust(Dropin dropin) {
    return dropin
        .trustedBy()
        .map(by -> by.equals(Dropin.SHIPPED) ? by : "trusted by " + peers.name(new PeerId(by)))
        .orElse("untrusted");
  }

  /// The first one, and where to read the others.
  private static String problems(Dropin dropin) {
    int others = dropin.problems().size() - 1;
    if (others < 0) {
      return "";
    }
    String first = dropin.problems().getFirst().toString();
    return others == 0
        ? first
        : "%s (+%d more, 'function show %s')".formatted(first, others, dropin.folder());
  }

  private static Risk risk(Function function) {
    return function.commands().stream()
        .map(Command::risk)
        .max(Comparator.naturalOrder())
        .orElse(Risk.LOW);
  }

  private static String commands(Function function) {
    return function.commands().stream()
        .map(command -> command.name().spoken())
        .collect(Collectors.joining(", "));
  }
}
