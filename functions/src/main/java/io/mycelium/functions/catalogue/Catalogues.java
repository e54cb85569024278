package io.mycelium.functions.catalogue;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Digests;
import io.mycelium.core.command.LauncherWord;
import io.mycelium.core.command.Option;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.functions.dropin.DropinFunctions;
import io.mycelium.functions.dropin.Manifest;
import io.mycelium.functions.dropin.Publisher;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Holds the present catalogue: the built-in functions and what the workspace knows as dropped in,
/// by whichever gateway. Empty until it is begun.
final class Catalogues implements Catalogue.Source, Publisher.BuiltInNames {
  private static final Logger LOG = LoggerFactory.getLogger(Catalogues.class);

  private final DropinFunctions dropins;

  /// Guarded by `this`, with the order of the swaps.
  private Consumer<Catalogue> before = _ -> {};

  private volatile List<Function> builtIn = List.of();
  private volatile Catalogue current = Catalogue.of(0, List.of());

  Catalogues(DropinFunctions dropins) {
    this.dropins = dropins;
  }

  @Override
  public Catalogue current() {
    return current;
  }

  @Override
  public Catalogue fresh() {
    refresh();
    return current;
  }

  /// Takes the built-in functions.
  ///
  /// @param swap is given each catalogue before it becomes the present one
  synchronized void begin(Collection<Function> functions, Consumer<Catalogue> swap) {
    builtIn = List.copyOf(functions);
    before = swap;
    List<Catalogue.Clash> clashes = Catalogue.of(0, builtIn).clashes();
    if (!clashes.isEmpty()) {
      throw new IllegalArgumentException("built-in functions share names: " + clashes);
    }
    refresh();
  }

  /// Asks the store what is dropped in, and swaps the catalogue if anything is different.
  synchronized void refresh() {
    List<Function> all = new ArrayList<>(builtIn);
    DropinFunctions.Known dropped = dropins.known();
    all.addAll(dropped.live());
    Catalogue next = Catalogue.of(version(all, dropped.broken()), all, dropped.broken());
    if (next.version() == current.version()) {
      return;
    }
    next.clashes()
        .forEach(clash ->
            LOG.warn(
                "{} is left out: '{}' is taken by {}",
                clash.refused(),
                clash.command(),
                clash.owner()));
    before.accept(next);
    current = next;
  }

  Optional<Function> builtIn(String name) {
    return builtIn.stream().filter(f -> f.name().value().equals(name)).findFirst();
  }

  List<Function> builtIn() {
    return builtIn;
  }

  @Override
  public Optional<String> owner(Manifest manifest) {
    String name = manifest.name().value();
    if (LauncherWord.of(name).isPresent()) {
      return Optional.of("the launcher's '%s'".formatted(name));
    }
    return builtIn.stream()
        .filter(function ->
            function.name().value().equals(name)
                || function.commands().stream().anyMatch(c -> c.name().dashed().equals(name)))
        .findFirst()
        .map(function -> "the built-in function '%s'".formatted(function.name()));
  }

  /// The same for the same catalogue on every gateway and after every start, so that whoever has
  /// read one need not read it again.
  private static long version(List<Function> functions, List<Catalogue.Broken> broken) {
    Stream<String> commands =
        functions.stream().flatMap(f -> f.commands().stream().map(c -> said(f, c)));
    String all =
        Stream.concat(commands, broken.stream().map(Catalogue.Broken::sentence))
            .sorted()
            .collect(Collectors.joining("\n"));
    byte[] digest = Digests.sha256(all.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(digest).getLong() & Long.MAX_VALUE;
  }

  private static String said(Function function, Command<?> command) {
    Map<String, String> helps =
        command.options().options().stream()
            .collect(Collectors.toMap(Option::name, o -> o.positional() + o.help()));
    return String.join(
        "|",
        function.name().value(),
        function.limits().toString(),
        command.definition().value(),
        command.summary(),
        command.examples().toString(),
        new TreeMap<>(helps).toString());
  }
}
