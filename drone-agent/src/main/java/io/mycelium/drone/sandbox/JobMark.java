package io.mycelium.drone.sandbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/// The value of [#VARIABLE] in every process of one run, by which a process is known even when it
/// left its parents and its session.
///
/// @param value the installation, a dot, the run
record JobMark(String value) {
  static final String VARIABLE = "MYCELIUM_JOB";

  static JobMark fresh(Path installation) {
    return new JobMark(prefix(installation) + UUID.randomUUID());
  }

  /// What all marks of one installation begin with.
  static String prefix(Path installation) {
    byte[] path = installation.toString().getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(path) + ".";
  }

  /// How the mark looks in a process's environment.
  String entry() {
    return VARIABLE + "=" + value;
  }
}
