package io.mycelium.chatting.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.chat.Chat;
import io.mycelium.core.chat.ViewedPost;
import io.mycelium.core.command.Command;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Place;
import java.util.Optional;

/// Who does something, where in the workspace, and with which command.
final class Bearings {
  /// The option that names the channel a call came from, where a command has one.
  private static final String CHANNEL = "channel";

  private final Accounts accounts;
  private final Channels channels;
  private final Catalogue.Source catalogue;
  private final Chat chat;

  Bearings(Accounts accounts, Channels channels, Catalogue.Source catalogue, Chat chat) {
    this.accounts = accounts;
    this.channels = channels;
    this.catalogue = catalogue;
    this.chat = chat;
  }

  Optional<Caller> caller(Visit visit) {
    return accounts.caller(visit.account(), visit.profile(), visit.channel());
  }

  /// Where a deed is done: in the channel's room, in the thread of the message; in the main room,
  /// where the channel shows none.
  Place place(Visit visit) {
    RoomId room = channels.find(visit.channel()).map(LinkedChannel::room).orElse(RoomId.MAIN);
    return visit
        .thread()
        .flatMap(message -> channels.post(new MessageRef(visit.channel(), message)))
        .map(post -> Place.of(room).in(post))
        .orElseGet(() -> Place.of(room));
  }

  /// Where a post is, if the caller may see it.
  Optional<Place> where(Caller caller, PostId post) {
    return chat.post(caller, post) instanceof Chat.Answer.Given<ViewedPost>(var viewed)
        ? Optional.of(viewed.shown().post().place())
        : Optional.empty();
  }

  /// The command of that name, spoken or dashed.
  Optional<Command<?>> command(String name) {
    return catalogue.current().find(name).map(Catalogue.Entry::command);
  }

  /// The command, if options of it are still open.
  Optional<Command<?>> open(String command, ObjectNode options) {
    return command(command).filter(found -> !found.open(options).isEmpty());
  }

  /// The options, with the channel where a command asks for it.
  ObjectNode filled(Visit visit, String command, ObjectNode options) {
    return command(command).map(found -> filled(visit, found, options)).orElse(options);
  }

  ObjectNode filled(Visit visit, Command<?> command, ObjectNode options) {
    boolean takes = command.options().options().stream().anyMatch(o -> o.name().equals(CHANNEL));
    return takes && !options.hasNonNull(CHANNEL)
        ? options.deepCopy().put(CHANNEL, visit.channel().key())
        : options;
  }

  /// Whether everybody sees by a post what a change came to: the channel shows the room, and the
  /// room what the reply is about.
  boolean shows(Visit visit, Place place, Reply reply) {
    return channels.find(visit.channel()).filter(c -> c.room().equals(place.room())).isPresent()
        && Posted.by(reply, subject -> channels.shows(place.room(), subject));
  }
}
