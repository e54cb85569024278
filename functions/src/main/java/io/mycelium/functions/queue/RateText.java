package io.mycelium.functions.queue;

import io.mycelium.core.job.JobLimit;
import io.mycelium.core.text.Spans;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A rate as people write it: `10/1m` is ten starts in a minute.
final class RateText {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,6})/([0-9]{0,5})([smhd])");

  private RateText() {}

  /// @param burst as many as the rate's jobs, when empty
  /// @throws IllegalArgumentException saying what is right
  static JobLimit.Rate parse(String text, Optional<Integer> burst) {
    Matcher read = FORM.matcher(text);
    if (!read.matches()) {
      throw new IllegalArgumentException(
          "Option 'rate' takes jobs and a time, as in 10/1m; the units are s, m, h and d.");
    }
    int jobs = Integer.parseInt(read.group(1));
    long count = read.group(2).isEmpty() ? 1 : Long.parseLong(read.group(2));
    if (jobs == 0 || count == 0) {
      throw new IllegalArgumentException("Option 'rate' takes at least one job in some time.");
    }
    return new JobLimit.Rate(jobs, Spans.of(count, read.group(3)), burst.orElse(jobs));
  }

  static String write(JobLimit limit) {
    String together = limit.concurrent().map("%d at once"::formatted).orElse("");
    String rate =
        limit
            .rate()
            .map(r -> "%d in %s, bursts of %d".formatted(r.jobs(), Spoken.of(r.per()), r.burst()))
            .orElse("");
    return together.isEmpty() || rate.isEmpty() ? together + rate : together + ", " + rate;
  }
}
