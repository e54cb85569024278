package io.mycelium.core.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.id.PostId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Something said in a room, by a person, an agent or a function.
///
/// @param mentions whom it calls by name
/// @param origin the message of a chat platform that it is
/// @param seal what the tokens of its buttons are made with; without one it has no buttons
/// @param edited when its words were changed last
/// @param reactions in the order in which they began, each by somebody
public record Post(
    PostId id,
    Place place,
    PeerId author,
    Content content,
    Instant at,
    @JsonSetter(nulls = Nulls.AS_EMPTY) List<PeerId> mentions,
    Optional<Seal> seal,
    Optional<MessageRef> origin,
    Optional<Instant> edited,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Reaction> reactions) {
  public Post {
    mentions = List.copyOf(mentions);
    reactions = List.copyOf(reactions);
  }

  /// A post that mentions nobody.
  public static Post of(
      PostId id, Place place, PeerId author, Content content, Instant at, Seal seal) {
    return new Post(
        id,
        place,
        author,
        content,
        at,
        List.of(),
        Optional.of(seal),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  public Post mentioning(Collection<PeerId> peers) {
    return new Post(
        id, place, author, content, at, List.copyOf(peers), seal, origin, edited, reactions);
  }

  /// The same, as it was said on a chat platform.
  public Post saidAs(Optional<MessageRef> message) {
    return new Post(id, place, author, content, at, mentions, seal, message, edited, reactions);
  }

  /// As everybody may know it.
  public Post unsealed() {
    return new Post(
        id, place, author, content, at, mentions, Optional.empty(), origin, edited, reactions);
  }

  /// With other words.
  public Post saying(Content other, Collection<PeerId> calling, Instant when) {
    return new Post(
        id,
        place,
        author,
        other,
        at,
        List.copyOf(calling),
        seal,
        origin,
        Optional.of(when),
        reactions);
  }

  /// With nothing left of it but its place.
  public Post removed(PeerId by, Instant when) {
    var nothing = new Content.Removed(by, when);
    return new Post(
        id, place, author, nothing, at, List.of(), seal, origin, Optional.empty(), List.of());
  }

  /// Whether it was taken away.
  public boolean isRemoved() {
    return content instanceof Content.Removed;
  }

  /// With the reaction of a peer; one that it has already changes nothing.
  public Post reacted(String emoji, Reaction.By by) {
    List<Reaction> all = new ArrayList<>(reactions);
    if (reaction(emoji).isEmpty()) {
      all.add(new Reaction(emoji, List.of()));
    }
    all.replaceAll(reaction -> reaction.emoji().equals(emoji) ? reaction.with(by) : reaction);
    return reacted(all);
  }

  /// Without the reaction of a peer; one that it does not have changes nothing.
  public Post unreacted(String emoji, PeerId peer) {
    List<Reaction> all = new ArrayList<>(reactions);
    all.replaceAll(reaction -> reaction.emoji().equals(emoji) ? reaction.without(peer) : reaction);
    all.removeIf(reaction -> reaction.by().isEmpty());
    return reacted(all);
  }

  private Post reacted(List<Reaction> all) {
    return new Post(id, place, author, content, at, mentions, seal, origin, edited, all);
  }

  /// What peers answered with that emoji.
  public Optional<Reaction> reaction(String emoji) {
    return reactions.stream().filter(reaction -> reaction.emoji().equals(emoji)).findFirst();
  }
}
