package io.mycelium.core.command;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The kinds of values that an option takes. Every surface maps each of them to its own input.
public enum OptionType {
  /// One or more lines of text.
  TEXT,
  INTEGER,
  FLAG,
  /// One of the option's choices.
  CHOICE,
  /// An ISO 8601 duration or the short form `90s`, `15m`, `2h`, `1d`; canonical is ISO 8601.
  DURATION,
  /// An absolute path on the drone's machine. A local surface makes relative ones absolute.
  PATH,
  /// A peer, by id or by name.
  PEER,
  /// A room, by name.
  ROOM,
  /// A thing of the room by its short number (`12` or `#12`) or its id.
  REFERENCE,
  /// A file that was uploaded, as [io.mycelium.core.reply.FileRef] writes it; canonical is the
  /// object. A local surface uploads what its own paths name.
  FILE;

  /// As manifests and schemas write it.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The type with that name.
  ///
  /// @throws IllegalArgumentException when no type has it
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static OptionType of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
