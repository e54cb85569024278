package io.mycelium.bridge.drones;

import io.mycelium.core.id.Id;
import io.mycelium.core.id.JobId;
import io.mycelium.core.link.LinkPath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The job that an address names, as the drone says that it has it, and what is behind.
///
/// @param rest such as `blobs` and a digest
record HeldJob(JobId job, long fence, List<String> rest) {
  private static final Pattern FORM =
      Pattern.compile(Pattern.quote(LinkPath.JOBS) + "([a-z0-9_]{1,64})/([0-9]{1,18})/(.+)");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  HeldJob {
    rest = List.copyOf(rest);
  }

  /// Reads an address; empty when it is of another form.
  static Optional<HeldJob> read(String path) {
    Matcher form = FORM.matcher(path);
    return form.matches()
        ? Id.read(form.group(1), JobId::new)
            .map(job ->
                new HeldJob(
                    job, Long.parseLong(form.group(2)), List.of(form.group(3).split("/", -1))))
        : Optional.empty();
  }

  static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }

  /// The digest behind that word.
  Optional<String> digest(String word) {
    return rest.size() == 2 && rest.getFirst().equals(word) && isDigest(rest.getLast())
        ? Optional.of(rest.getLast())
        : Optional.empty();
  }

  boolean isFiles() {
    return rest.equals(List.of("files"));
  }
}
