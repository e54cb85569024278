package io.mycelium.bridge.discord;

import io.mycelium.chatting.Downloads;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.core.reply.FileRef;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import net.dv8tion.jda.api.entities.Message.Attachment;

/// Fetches the files that people show in Discord. Blocks; call it on virtual threads.
final class Fetching implements AutoCloseable {
  private final Downloads downloads = new Downloads();
  private final Desk desk;

  Fetching(Desk desk) {
    this.desk = desk;
  }

  /// Keeps a file here.
  ///
  /// @return nothing when it cannot be had, or may not be kept
  Optional<FileRef> fetch(Visit visit, Attachment file) {
    return downloads.fetch(
        visit.channel(),
        HttpRequest.newBuilder(URI.create(file.getUrl())),
        _ -> true,
        content -> desk.keep(visit, content, file.getFileName(), type(file)));
  }

  private static String type(Attachment file) {
    return Optional.ofNullable(file.getContentType()).orElse("");
  }

  @Override
  public void close() {
    downloads.close();
  }
}
