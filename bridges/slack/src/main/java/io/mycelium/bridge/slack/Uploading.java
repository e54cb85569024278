package io.mycelium.bridge.slack;

import com.slack.api.methods.request.files.FilesUploadV2Request.FilesUploadV2RequestBuilder;
import com.slack.api.methods.response.files.FilesUploadV2Response;
import io.mycelium.chatting.layout.SheetFile;
import io.mycelium.core.channel.ChannelPort.Written;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.state.Blobs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts files into Slack's channels. A file there is known by its own id, not by a message's.
final class Uploading {
  private static final Logger LOG = LoggerFactory.getLogger(Uploading.class);

  private final Api api;
  private final Blobs blobs;
  private final Duration rest;

  /// @param rest between two messages in a channel
  Uploading(Api api, Blobs blobs, Duration rest) {
    this.api = api;
    this.blobs = blobs;
    this.rest = rest;
  }

  /// A file that is stored here.
  Written upload(ChannelRef channel, Optional<String> thread, SheetFile file) {
    return blobs
        .read(file.digest())
        .map(bytes -> upload(channel, thread, file.name(), bytes))
        .orElseGet(() -> new Written.Gone("its content is no longer kept"));
  }

  /// A text as a file.
  Written upload(ChannelRef channel, Optional<String> thread, String name, String text) {
    return upload(channel, thread, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private Written upload(ChannelRef channel, Optional<String> thread, String name, byte[] content) {
    return WorkspacePort.written(
        api.call(c -> c.filesUploadV2(r -> request(r, channel, thread, name).fileData(content))),
        Uploading::id,
        rest);
  }

  /// Gives somebody a file that is stored here. They wait for it, so Slack is asked again when it
  /// wants to be left alone.
  void give(ChannelRef talk, SheetFile file) {
    blobs.read(file.digest()).ifPresent(bytes -> give(talk, file.name(), bytes));
  }

  /// The same with a text as a file.
  void give(ChannelRef talk, String name, String text) {
    give(talk, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void give(ChannelRef talk, String name, byte[] content) {
    Result<?> given =
        api.patiently(
            c -> c.filesUploadV2(r -> request(r, talk, Optional.empty(), name).fileData(content)));
    if (!(given instanceof Result.Ok<?>)) {
      LOG.error("a file that somebody waits for did not get to Slack: {}", given);
    }
  }

  private static FilesUploadV2RequestBuilder request(
      FilesUploadV2RequestBuilder request,
      ChannelRef channel,
      Optional<String> thread,
      String name) {
    return request
        .channel(channel.channel())
        .threadTs(thread.orElse(null))
        .filename(name)
        .title(name);
  }

  private static String id(FilesUploadV2Response response) {
    return response.getFiles().getFirst().getId();
  }
}
