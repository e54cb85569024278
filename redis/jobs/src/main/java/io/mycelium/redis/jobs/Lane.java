package io.mycelium.redis.jobs;

import io.mycelium.core.job.JobSpec;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Where a job waits: the stream of its priority and of its class, which is the sorted tags that it
/// asks for.
///
/// @param name as in `normal:contained,linux`
record Lane(String name) {
  private static final Pattern TAG = Pattern.compile("[^,\\s]{1,64}");

  /// Where that job waits.
  ///
  /// @throws IllegalArgumentException when a tag is empty, too long, or has a comma or white space
  static Lane of(JobSpec job) {
    var tags = new TreeSet<>(job.requires());
    if (!job.trusted()) {
      tags.add(JobSpec.CONTAINED);
    }
    for (String tag : tags) {
      if (!TAG.matcher(tag).matches()) {
        throw new IllegalArgumentException(
            "a tag has 1 to 64 characters, without comma and white space, unlike '%s'"
                .formatted(tag));
      }
    }
    return new Lane(job.priority().name().toLowerCase(Locale.ROOT) + ":" + String.join(",", tags));
  }
}
