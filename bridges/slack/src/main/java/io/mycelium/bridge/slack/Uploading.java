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

/// Puts files into Slack's channels. A file there is known by its own id, not by a message's.
final class Uploading {
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
        api.call(c ->
            c.filesUploadV2(
                r -> request(r, channel, thread).filename(name).title(name).fileData(content))),
        Uploading::id,
        rest);
  }

  private static FilesUploadV2RequestBuilder request(
      FilesUploadV2RequestBuilder request, ChannelRef channel, Optional<String> thread) {
    return request.channel(channel.channel()).threadTs(thread.orElse(null));
  }

  private static String id(FilesUploadV2Response response) {
    return response.getFiles().getFirst().getId();
  }
}
