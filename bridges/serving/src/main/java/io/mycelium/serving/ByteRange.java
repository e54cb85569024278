package io.mycelium.serving;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A part of content that a reader asks for (RFC 9110, section 14).
///
/// @param first byte, counted from 0
/// @param length bytes; 0 when the content has nothing there
public record ByteRange(long first, long length) {
  private static final Pattern FORM = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /// Reads the header. Empty when it asks for the whole: also when it asks for several parts, or in
  /// a way that means nothing.
  public static Optional<ByteRange> of(@Nullable String header, long size) {
    Matcher form = FORM.matcher(header == null ? "" : header.strip());
    if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
      return Optional.empty();
    }
    if (form.group(1).isEmpty()) {
      long last = Math.min(size, Long.parseLong(form.group(2)));
      return Optional.of(new ByteRange(size - last, last));
    }
    long first = Long.parseLong(form.group(1));
    long end = form.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(form.group(2)) + 1);
    return form.group(2).isEmpty() || Long.parseLong(form.group(2)) >= first
        ? Optional.of(new ByteRange(first, Math.max(0, end - first)))
        : Optional.empty();
  }

  /// As the answer names it.
  public String of(long size) {
    return length == 0
        ? "bytes */%d".formatted(size)
        : "bytes %d-%d/%d".formatted(first, first + length - 1, size);
  }
}
