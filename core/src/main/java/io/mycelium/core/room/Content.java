package io.mycelium.core.room;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;

/// What a post shows.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Content.Said.class, name = "said"),
  @JsonSubTypes.Type(value = Content.Live.class, name = "live")
})
public sealed interface Content {
  /// A reply that stays as it was.
  record Said(Reply reply) implements Content {}

  /// A live card: a view of its subject that is drawn again on each of the subject's events, so
  /// that no copy is ever out of date.
  record Live(Subject subject) implements Content {}
}
