package io.mycelium.bridge.slack;

import com.slack.api.model.File;
import io.mycelium.chatting.Downloads;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.core.reply.FileRef;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Optional;

/// Fetches the files that people show in Slack. Blocks; call it on virtual threads.
final class Fetching {
  private static final String HTML = "text/html";

  private final Downloads downloads;
  private final Desk desk;
  private final String token;

  /// @param token of the bot, which Slack wants to see for files
  Fetching(Downloads downloads, Desk desk, String token) {
    this.downloads = downloads;
    this.desk = desk;
    this.token = token;
  }

  /// Keeps a file here.
  ///
  /// @return nothing when it cannot be had, or may not be kept
  Optional<FileRef> fetch(Visit visit, File file) {
    return Optional.ofNullable(file.getUrlPrivateDownload())
        .or(() -> Optional.ofNullable(file.getUrlPrivate()))
        .filter(url -> !url.isEmpty())
        .flatMap(url ->
            downloads.fetch(
                visit.channel(),
                HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token),
                headers -> !asksToSignIn(headers, file),
                content -> desk.keep(visit, content, name(file), type(file))));
  }

  /// Who may not read a file is shown a page instead.
  private static boolean asksToSignIn(HttpHeaders headers, File file) {
    return headers.firstValue("Content-Type").orElse("").startsWith(HTML)
        && !type(file).startsWith(HTML);
  }

  private static String name(File file) {
    return Optional.ofNullable(file.getName()).orElse("file");
  }

  private static String type(File file) {
    return Optional.ofNullable(file.getMimetype()).orElse("");
  }
}
