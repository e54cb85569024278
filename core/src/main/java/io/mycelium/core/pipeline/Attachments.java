package io.mycelium.core.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.reply.BlobRef;
import io.mycelium.core.reply.FieldError;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.state.Blobs;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The step *attach*: the content of every file that a call names has to be there, and stays.
///
/// Its life is made longer before the gate and the handler, not after them: so nothing that they
/// commit ever names content that is about to go. A call that comes to nothing after all leaves
/// content that lives longer than it needs to, and no more.
public final class Attachments {
  private final Blobs blobs;
  private final Lives lives;

  public Attachments(Blobs blobs, Lives lives) {
    this.blobs = blobs;
    this.lives = lives;
  }

  /// How long content is kept at least.
  ///
  /// @param unused from its upload on
  /// @param used from the last call that names it on; more than an approval may take
  public record Lives(Duration unused, Duration used) {
    public static final Lives STANDARD = new Lives(Duration.ofDays(1), Duration.ofDays(90));
  }

  Step<Ready<?>> apply(Ready<?> call) {
    for (Option option : call.command().options().options()) {
      JsonNode value = call.invocation().call().options().get(option.name());
      if (option.type() == OptionType.FILE && value != null) {
        Optional<FieldError> error = FileRef.read(value).flatMap(file -> attach(option, file));
        if (error.isPresent()) {
          return new Step.Stop<>(Parse.misfits(call.command(), List.of(error.get())));
        }
      }
    }
    return new Step.Go<>(call);
  }

  private Optional<FieldError> attach(Option option, FileRef file) {
    Optional<BlobRef> content = blobs.keep(file.digest(), lives.used());
    if (content.isEmpty()) {
      return misfit(option, file, "whose content is not here, or not any more; upload it again");
    }
    long size = content.get().size();
    return size == file.size()
        ? Optional.empty()
        : misfit(option, file, "whose content has %d bytes, not %d".formatted(size, file.size()));
  }

  private static Optional<FieldError> misfit(Option option, FileRef file, String why) {
    String message = "is '%s', %s".formatted(file.name(), why);
    return Optional.of(
        new FieldError(option.name(), file.name(), option.allowed(), message, List.of()));
  }

  /// Keeps content that no call names yet.
  ///
  /// @throws Blobs.TooLarge when it is larger than any content may be
  BlobRef store(InputStream content) {
    return blobs.store(content, lives.unused());
  }
}
