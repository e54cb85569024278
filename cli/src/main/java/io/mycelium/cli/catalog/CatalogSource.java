package io.mycelium.cli.catalog;

import io.mycelium.cli.json.Trees;
import io.mycelium.cli.wire.Ask;
import io.mycelium.cli.wire.Endpoint;
import io.mycelium.cli.wire.Response;
import io.mycelium.cli.wire.Troubles;
import io.mycelium.cli.wire.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a call gets the catalogue: the copy, for as long as it serves, else the gateway. For one
/// thread.
public final class CatalogSource {
  private static final String PATH = "/api/v1/catalog";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Endpoint gateway;
  private final CatalogFile file;
  private @Nullable Catalog current;
  private boolean fresh;
  private boolean changed;

  public CatalogSource(Endpoint gateway, CatalogFile file) {
    this.gateway = gateway;
    this.file = file;
  }

  /// The catalogue as far as it is known; perhaps an old one.
  ///
  /// @throws io.mycelium.cli.problem.Stopped when there is none and the gateway gives none
  public Catalog known() {
    if (current == null) {
      Optional<Catalog> copy = file.read();
      current = copy.isPresent() ? copy.get() : fetch(Optional.empty());
    }
    return current;
  }

  /// The catalogue, if it was needed before.
  public Optional<Catalog> present() {
    return Optional.ofNullable(current);
  }

  /// Asks the gateway whether there is a newer one, once.
  ///
  /// @return whether there is; false also when it was asked before
  /// @throws io.mycelium.cli.problem.Stopped when the gateway does not answer
  public boolean refresh() {
    Catalog before = known();
    if (fresh) {
      return false;
    }
    current = fetch(Optional.of(before));
    return changed;
  }

  private Catalog fetch(Optional<Catalog> copy) {
    Ask ask = Ask.get(PATH, PATIENCE);
    if (copy.isPresent()) {
      ask = ask.with("If-None-Match", copy.get().tag());
    }
    try (Response response = Wire.send(gateway, ask)) {
      fresh = true;
      if (copy.isPresent() && response.status() == 304) {
        return copy.get();
      }
      byte[] body = response.bytes();
      if (response.status() != 200) {
        throw Troubles.refused(gateway, response.status(), body).stop();
      }
      Catalog catalog = Catalog.of(Trees.parse(body), response.header("etag").orElse("-"));
      changed = copy.isPresent();
      file.write(catalog);
      return catalog;
    } catch (IOException e) {
      throw Troubles.lost(gateway, e).stop();
    }
  }
}
