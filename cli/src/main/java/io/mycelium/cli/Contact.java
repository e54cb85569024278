package io.mycelium.cli;

import io.mycelium.cli.catalog.CatalogFile;
import io.mycelium.cli.catalog.CatalogSource;
import io.mycelium.cli.catalog.Spelling;
import io.mycelium.cli.wire.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A gateway that was found, with all that a line needs to come to an answer.
final class Contact {
  private final Surroundings around;
  private final Endpoints endpoints;
  private final Endpoint gateway;
  private final CatalogSource source;

  private Contact(Surroundings around, Endpoints endpoints, Endpoint gateway, Path data) {
    this.around = around;
    this.endpoints = endpoints;
    this.gateway = gateway;
    this.source = new CatalogSource(gateway, new CatalogFile(data, gateway.toString()));
  }

  /// Looks for the gateway that a data folder or the environment names.
  ///
  /// @throws io.mycelium.cli.problem.Stopped when there is none
  static Contact find(Surroundings around, Path data) {
    var endpoints = new Endpoints(around, data);
    return new Contact(around, endpoints, endpoints.find(), data);
  }

  CatalogSource source() {
    return source;
  }

  Resolver resolver(List<String> words) {
    return new Resolver(source, words, new LocalValues(around), endpoints.folder().option());
  }

  Conversation conversation() {
    return new Conversation(around, endpoints, gateway, source);
  }

  /// What writes lines to type, if the catalogue was needed before.
  Optional<Spelling> spelling(Line line) {
    return source
        .present()
        .map(c -> new Spelling(c, line.value(Global.ROOM).orElse(""), endpoints.folder().option()));
  }
}
