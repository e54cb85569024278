package io.mycelium.core.job;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// One file of a function's package.
///
/// @param path relative, with `/` between the folders
/// @param executable whether its owner may run it
/// @param content not copied; nobody may change it
@SuppressWarnings("ArrayRecordComponent")
public record PackageFile(String path, boolean executable, byte[] content) {
  /// Longest path, in bytes of UTF-8.
  public static final int LONGEST_PATH = 100;

  private static final Pattern UNSAFE = Pattern.compile("[\\p{Cntrl}\\\\]");

  public PackageFile {
    if (!safe(path)) {
      throw new IllegalArgumentException("a package's file needs a short path inside the package");
    }
  }

  /// Whether a path stays inside the folder that it is resolved against, on every system.
  public static boolean safe(String path) {
    if (path.isEmpty()
        || path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH
        || UNSAFE.matcher(path).find()) {
      return false;
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
