package io.mycelium.chatting.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.id.PostId;
import io.mycelium.core.json.Json;
import java.util.Optional;

/// Passes on what people do on a platform with messages that are posts. What comes twice under one
/// request is passed on once. Blocks; call it on virtual threads, behind the messages of the
/// channel that came before.
public final class Changes {
  private final Desk desk;
  private final Channels channels;

  public Changes(Desk desk, Channels channels) {
    this.desk = desk;
    this.channels = channels;
  }

  /// The post that a message in a linked channel is, or is a copy of.
  public Optional<PostId> post(MessageRef message) {
    return channels.find(message.channel()).flatMap(_ -> channels.post(message));
  }

  /// A message has other words.
  ///
  /// @param words Markdown of ours
  public void edited(Visit visit, MessageRef message, PostId post, String words) {
    desk.pass(visit, message, "post edit", options(post).put("text", Saying.fitting(words)));
  }

  /// A message is no more.
  public void removed(Visit visit, MessageRef message, PostId post) {
    desk.pass(visit, message, "post remove", options(post));
  }

  /// Somebody reacted to a message, or no longer does.
  ///
  /// @param emoji in Unicode, or `:name:`
  public void reacted(Visit visit, MessageRef message, PostId post, String emoji, boolean on) {
    desk.pass(visit, message, "post react", options(post).put("emoji", emoji).put("off", !on));
  }

  private static ObjectNode options(PostId post) {
    return Json.object().put("post", post.value());
  }
}
