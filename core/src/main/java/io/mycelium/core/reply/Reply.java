package io.mycelium.core.reply;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.CommandName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a command answers. Each surface renders every variant natively, or degrades it in a way
/// that its documentation names; the compiler finds the surfaces that forget one.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Reply.Text.class, name = "text"),
  @JsonSubTypes.Type(value = Reply.Card.class, name = "card"),
  @JsonSubTypes.Type(value = Reply.Table.class, name = "table"),
  @JsonSubTypes.Type(value = Reply.Form.class, name = "form"),
  @JsonSubTypes.Type(value = Reply.File.class, name = "file"),
  @JsonSubTypes.Type(value = Reply.Accepted.class, name = "accepted"),
  @JsonSubTypes.Type(value = Reply.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = Reply.Private.class, name = "private")
})
public sealed interface Reply {
  /// A sentence or a page, in CommonMark.
  record Text(String markdown) implements Reply {}

  /// One thing and its state.
  ///
  /// @param subject what it shows, if that lives on
  /// @param state one word, such as `open`; surfaces colour it
  record Card(
      Optional<Subject> subject,
      String title,
      Optional<String> state,
      String markdown,
      List<Field> fields,
      List<Action> actions)
      implements Reply {
    public Card {
      fields = List.copyOf(fields);
      actions = List.copyOf(actions);
    }
  }

  /// Many things of one kind.
  ///
  /// @param empty what to say when there are no rows: what to type to get one
  record Table(List<Column> columns, List<List<String>> rows, String empty, Optional<Call> nextPage)
      implements Reply {
    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
    }
  }

  /// Asks for a command's options.
  record Form(String title, CommandName submit, ObjectNode prefill) implements Reply {}

  /// Content to keep.
  record File(BlobRef content, String name, String mediaType) implements Reply {
    public static File of(FileRef file) {
      return new File(file.content(), file.name(), file.mediaType());
    }
  }

  /// The call was taken on and its end comes later, as a post: an approval that waits, a job.
  ///
  /// @param subject what to watch
  record Accepted(Subject subject, Card card) implements Reply {}

  /// The call was not done. Nothing changed.
  ///
  /// @param code kebab case, stable, for programs
  /// @param message a sentence for people that says what to do
  /// @param ways calls that may help
  /// @param confirm the single-use token with which the same call is confirmed; with
  ///   [Reason#UNCONFIRMED] only
  record Refused(
      Reason reason,
      String code,
      String message,
      List<FieldError> fields,
      Optional<Duration> retryAfter,
      List<Action> ways,
      Optional<String> confirm)
      implements Reply {
    public Refused {
      fields = List.copyOf(fields);
      ways = List.copyOf(ways);
    }

    /// A refusal with nothing to add to its sentence.
    public static Refused because(Reason reason, String code, String message) {
      return new Refused(
          reason, code, message, List.of(), Optional.empty(), List.of(), Optional.empty());
    }
  }

  /// Shown to the caller alone.
  ///
  /// @param secret whether the reply holds a secret, which is shown once and never stored
  record Private(Reply reply, boolean secret) implements Reply {}

  /// Why a call was refused, for programs; each surface maps it to its own code.
  enum Reason {
    INVALID,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    /// The same request id came with other arguments.
    REUSED,
    /// The caller has to confirm first.
    UNCONFIRMED,
    BUSY,
    UNAVAILABLE
  }
}
