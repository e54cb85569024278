package io.mycelium.drone;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The drone cannot start. The message is for people.
final class StartFailure extends RuntimeException {
  /// What was asked for is not understood.
  static final int USAGE = 2;

  /// It may work later, or when something outside was mended.
  static final int UNAVAILABLE = 69;

  /// It is the program's own fault.
  static final int FAULT = 70;

  private final int exitCode;

  private StartFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static StartFailure usage(String message) {
    return new StartFailure(USAGE, message);
  }

  static StartFailure unavailable(String message) {
    return new StartFailure(UNAVAILABLE, message);
  }

  /// The folder, or something in it, cannot be used.
  static StartFailure unusable(Path folder, IOException cause) {
    return unavailable("The folder %s cannot be used: %s.".formatted(folder, reason(cause)));
  }

  private static String reason(IOException cause) {
    return switch (cause) {
      case FileAlreadyExistsException there -> there.getFile() + " is no folder";
      case AccessDeniedException denied -> denied.getFile() + " may not be written by this user";
      case NoSuchFileException missing -> missing.getFile() + " cannot be made";
      default -> String.valueOf(cause.getMessage());
    };
  }

  int exitCode() {
    return exitCode;
  }
}
