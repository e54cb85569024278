package io.mycelium.core.pipeline;

import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.state.AuditTrail;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;

/// The way of every upload from every surface: authenticate, limit, authorise, and only then the
/// content, which waits for a call that names it. All methods block; call them on virtual threads.
public final class Uploads {
  private static final String NAME = "upload";
  private static final Permission NEEDED = Permission.ROOMS_SAY;

  private final Identify identify;
  private final Attachments attachments;
  private final Trail trail;

  public Uploads(
      Identify identify, Attachments attachments, AuditTrail audit, InstantSource clock) {
    this.identify = identify;
    this.attachments = attachments;
    this.trail = new Trail(audit, clock);
  }

  /// What is said to somebody who wants to upload something.
  public sealed interface Admission {
    /// The content may come.
    record Admitted(Caller by) implements Admission {}

    record Refused(Reply reply) implements Admission {}
  }

  /// Asks whether the caller may upload. To be asked before anything of the content is read.
  ///
  /// @param origin address or channel from which it comes, for limits
  /// @param request its name for the audit trail, safe to show
  public Admission admit(Optional<String> secret, String origin, String request) {
    return admit(identify.authenticate(secret, origin).then(identify::limit), request);
  }

  /// The same of somebody whom the surface has identified by itself.
  public Admission admit(Caller caller, String request) {
    return admit(identify.limit(caller), request);
  }

  private Admission admit(Step<Caller> caller, String request) {
    return switch (caller.then(Uploads::authorised)) {
      case Step.Go<Caller>(var by) -> new Admission.Admitted(by);
      case Step.Stop<Caller>(var reply) -> {
        trail.keep(
            new Trail.Attempt(caller.passed(), NAME, Optional.empty(), request), reply, false);
        yield new Admission.Refused(reply);
      }
    };
  }

  private static Step<Caller> authorised(Caller caller) {
    return caller.may(NEEDED)
        ? new Step.Go<>(caller)
        : new Step.Stop<>(Authorise.notPermitted(NAME, NEEDED, caller.role()));
  }

  /// Keeps the content, for a while, until a call names it. The same content is kept once.
  ///
  /// @param admitted shows that the caller was asked for
  /// @param content is read to its end and not closed; when reading fails nothing is kept
  /// @param name as the caller wrote it; the answer has it made safe
  /// @param mediaType as the caller wrote it; by the name's ending when it is none
  /// @throws java.io.UncheckedIOException when reading failed
  /// @throws io.mycelium.core.state.Blobs.TooLarge when it is too large
  public FileRef keep(
      Admission.Admitted admitted, InputStream content, String name, String mediaType) {
    return FileRef.of(attachments.store(content), name, mediaType);
  }
}
