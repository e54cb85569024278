package io.mycelium.core.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import java.time.Instant;
import java.util.List;

/// What a post shows.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Content.Said.class, name = "said"),
  @JsonSubTypes.Type(value = Content.Live.class, name = "live"),
  @JsonSubTypes.Type(value = Content.Removed.class, name = "removed")
})
public sealed interface Content {
  /// A reply that stays as it was. What is for one person alone is not said to a room: only that
  /// there was something.
  ///
  /// @param files what hangs on it, to keep
  record Said(
      Reply reply,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          List<Reply.File> files)
      implements Content {
    private static final Reply HIDDEN = new Reply.Text("(shown to one person alone)");

    public Said {
      reply = reply instanceof Reply.Private ? HIDDEN : reply;
      files = List.copyOf(files);
    }

    public Said(Reply reply) {
      this(reply, List.of());
    }
  }

  /// A live card: a view of its subject that is drawn again on each of the subject's events, so
  /// that no copy is ever out of date.
  record Live(Subject subject) implements Content {}

  /// Nothing any more: somebody took away what was said. The post keeps its place and what hangs on
  /// it.
  record Removed(PeerId by, Instant at) implements Content {}
}
