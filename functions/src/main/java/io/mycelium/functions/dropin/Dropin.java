package io.mycelium.functions.dropin;

import io.mycelium.core.command.Risk;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.state.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A function that somebody dropped in, as the workspace knows it.
///
/// @param folder its folder's name, safe to show; also the function's name, if it can be one
/// @param origin the gateway's folder that it lies in; only from there it changes and goes
/// @param manifest there when the manifest is without problems
/// @param content the package, when the folder is one
/// @param healsByTrust whether trusting the package takes its only problem away
/// @param trustedBy the peer that trusted the package, or [#SHIPPED]
/// @param since when it came to be like this
public record Dropin(
    String folder,
    String origin,
    State state,
    Optional<Manifest> manifest,
    Optional<BlobRef> content,
    List<Problem> problems,
    boolean healsByTrust,
    Optional<String> trustedBy,
    Instant since) {
  public static final Kind<Dropin> KIND = new Kind<>("function", Dropin.class);

  /// In the place of a peer: the package came with Mycelium.
  public static final String SHIPPED = "shipped";

  /// What stands of it.
  public enum State {
    LIVE,
    /// Its folder has problems. Nothing of it can be called, its last good version neither: what
    /// runs is what lies in the folder.
    BROKEN,
    /// Its folder is gone.
    REMOVED
  }

  public Dropin {
    problems = List.copyOf(problems);
  }

  /// What is to be called; empty unless it is live.
  public Optional<Live> live() {
    return state == State.LIVE && manifest.isPresent() && content.isPresent()
        ? Optional.of(new Live(manifest.get(), content.get(), trustedBy.isPresent()))
        : Optional.empty();
  }

  /// Whether both say the same, whenever they said it.
  boolean same(Dropin other) {
    return equals(other.at(since));
  }

  Dropin at(Instant moment) {
    return new Dropin(
        folder, origin, state, manifest, content, problems, healsByTrust, trustedBy, moment);
  }

  /// As it is once somebody trusts its package.
  Dropin trusted(String by, Instant moment) {
    return new Dropin(
        folder,
        origin,
        healsByTrust ? State.LIVE : state,
        manifest,
        content,
        healsByTrust ? List.of() : problems,
        false,
        Optional.of(by),
        moment);
  }

  /// As it is once its folder is gone.
  Dropin removed(Instant moment) {
    return new Dropin(
        folder,
        origin,
        State.REMOVED,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        false,
        Optional.empty(),
        moment);
  }

  /// A function that can be called.
  ///
  /// @param trusted whether it may run uncontained, and at the risk that its author says
  public record Live(Manifest manifest, BlobRef content, boolean trusted) {
    public FunctionName name() {
      return manifest.name();
    }

    /// What the approval policy is asked about.
    public Risk risk() {
      Risk said = manifest.risk();
      return trusted || said.compareTo(Risk.MEDIUM) > 0 ? said : Risk.MEDIUM;
    }
  }
}
