package io.mycelium.core.job;

/// What not every drone can enforce. A drone says by tags what it can.
public enum Enforcement {
  /// The memory of a job as a whole; elsewhere each process has the limit for itself.
  WHOLE_MEMORY("limits:memory", "the memory of a job as a whole (each process has the limit)"),
  /// The share of processors.
  CPUS("limits:cpus", "a number of processors"),
  /// A network of listed hosts.
  ALLOW_LIST("network:allow-list", "a list of hosts for the network");

  /// The prefix of the tag that names by what limits are kept, as in `limits:cgroup2`.
  public static final String LIMITS = "limits:";

  /// The prefix of the tag that names by what jobs are contained, as in `sandbox:bubblewrap`.
  public static final String SANDBOX = "sandbox:";

  private final String tag;
  private final String words;

  Enforcement(String tag, String words) {
    this.tag = tag;
    this.words = words;
  }

  /// What a drone has that can, and a job requires that needs it.
  public String tag() {
    return tag;
  }

  /// For people.
  public String words() {
    return words;
  }
}
