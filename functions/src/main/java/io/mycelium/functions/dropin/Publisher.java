package io.mycelium.functions.dropin;

import io.mycelium.core.command.Digests;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Noticeboard;
import io.mycelium.core.room.Place;
import io.mycelium.core.state.Blobs;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes a folder's functions known in the workspace: package, state, and a notice to the operators
/// about each broken one.
public final class Publisher {
  /// How long a package is kept after it was seen last.
  static final Duration LIFE = Duration.ofDays(30);

  /// What a publisher works with.
  ///
  /// @param builtIn what of the product itself has a name
  public record Parts(
      Dropins dropins,
      Blobs blobs,
      Trust trust,
      BuiltInNames builtIn,
      Noticeboard notices,
      InstantSource clock) {}

  /// Knows the names that the product itself has.
  @FunctionalInterface
  public interface BuiltInNames {
    /// What has the name of the function or of its command, in words.
    Optional<String> owner(Manifest manifest);
  }

  private final Parts parts;
  private final String origin;

  /// @param origin names the folder among those of all gateways, over all restarts; see [Origin]
  public Publisher(Parts parts, Origin origin) {
    this.parts = parts;
    this.origin = origin.value();
  }

  /// The folders of this origin that the workspace knows.
  List<String> known() {
    return parts.dropins().all().stream()
        .map(stored -> stored.state())
        .filter(d -> d.origin().equals(origin))
        .map(Dropin::folder)
        .toList();
  }

  void remove(String label) {
    parts.dropins().remove(origin, label, parts.clock().instant());
  }

  /// Publishes a folder as it was read.
  void publish(String label, Candidate candidate) {
    Optional<BlobRef> content =
        candidate
            .archive()
            .map(archive -> parts.blobs().store(new ByteArrayInputStream(archive), LIFE));
    Dropin dropin = judged(label, candidate, content);
    if (dropin.state() == Dropin.State.BROKEN) {
      tell(dropin);
    }
    if (parts.dropins().publish(dropin) == Dropins.Published.TAKEN) {
      Dropin refused =
          broken(
              dropin,
              candidate.problem(
                  "name",
                  "'name' is taken by a function that lies in another folder of functions"));
      tell(refused);
      parts.dropins().publish(refused);
    }
  }

  /// The folder's own problems, and those that it has with the rest of the workspace.
  private Dropin judged(String label, Candidate candidate, Optional<BlobRef> content) {
    List<Problem> problems = new ArrayList<>(candidate.problems());
    candidate
        .manifest()
        .flatMap(parts.builtIn()::owner)
        .ifPresent(owner -> problems.add(candidate.problem("name", "'name' is taken by " + owner)));
    Optional<String> trustedBy = content.flatMap(blob -> parts.trust().by(blob.digest()));
    boolean heals = false;
    List<Problem> claims = candidate.claims();
    if (!claims.isEmpty() && trustedBy.isEmpty()) {
      heals = problems.isEmpty();
      problems.addAll(claims);
    }
    return new Dropin(
        label,
        origin,
        problems.isEmpty() ? Dropin.State.LIVE : Dropin.State.BROKEN,
        candidate.manifest(),
        content,
        problems,
        heals,
        trustedBy,
        parts.clock().instant());
  }

  private static Dropin broken(Dropin dropin, Problem problem) {
    return new Dropin(
        dropin.folder(),
        dropin.origin(),
        Dropin.State.BROKEN,
        dropin.manifest(),
        dropin.content(),
        List.of(problem),
        false,
        dropin.trustedBy(),
        dropin.since());
  }

  /// Tells the operators once per package and set of problems. Before it is published: else a
  /// gateway that dies in between would never tell.
  private void tell(Dropin dropin) {
    String problems =
        dropin.problems().stream()
            .map(problem -> "- `%s`".formatted(problem.toString().replace('`', '\'')))
            .collect(Collectors.joining("\n"));
    String about =
        dropin.content().map(BlobRef::digest).orElse("") + '\n' + dropin.origin() + '\n' + problems;
    parts
        .notices()
        .post(
            Place.of(RoomId.OPERATORS),
            new Reply.Text(
                "The function in the folder `%s` is broken and cannot be called:\n\n%s"
                    .formatted(dropin.folder().replace('`', '\''), problems)),
            "function/%s/%s".formatted(Dropins.id(dropin), Digests.fingerprint(about)));
  }
}
