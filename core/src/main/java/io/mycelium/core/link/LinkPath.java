package io.mycelium.core.link;

import io.mycelium.core.job.Lease;

/// The addresses at which a gateway serves drones.
public final class LinkPath {
  /// The segment below which all of them lie.
  public static final String MOUNT = "/drones";

  /// What every address starts with.
  public static final String VERSION = MOUNT + "/v1/";

  public static final String ENROL = VERSION + "enrol";
  public static final String CHALLENGE = VERSION + "challenge";
  public static final String SESSION = VERSION + "session";
  public static final String CLAIM = VERSION + "claim";
  public static final String ANNOUNCE = VERSION + "announce";
  public static final String LEAVE = VERSION + "leave";
  public static final String HEARTBEAT = VERSION + "heartbeat";
  public static final String REPORT = VERSION + "report";
  public static final String COMPLETE = VERSION + "complete";
  public static final String TURN = VERSION + "turn";
  public static final String FAIL = VERSION + "fail";
  public static final String RELEASE = VERSION + "release";
  public static final String REFUSE = VERSION + "refuse";

  /// Content is asked for, and files are brought, under the lease of a job.
  public static final String JOBS = VERSION + "jobs/";

  private LinkPath() {}

  /// Content that belongs to a job.
  public static String blob(Lease lease, String digest) {
    return of(lease, "blobs/" + digest);
  }

  /// A piece of a file that a job leaves.
  public static String piece(Lease lease, String digest) {
    return of(lease, "pieces/" + digest);
  }

  /// A file that a job leaves.
  public static String files(Lease lease) {
    return of(lease, "files");
  }

  private static String of(Lease lease, String what) {
    return JOBS + lease.job() + '/' + lease.fence() + '/' + what;
  }
}
