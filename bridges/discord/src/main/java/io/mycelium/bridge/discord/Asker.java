package io.mycelium.bridge.discord;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.InteractionHook;
import org.jspecify.annotations.Nullable;

/// Who waits for an answer, and how they can be given it.
///
/// @param token by which an interaction is answered; nothing for what was said
/// @param thinking whether Discord shows that an answer is to come
/// @param until when the token ends
/// @param channel where the bot can say something, if anywhere
record Asker(
    JDA jda,
    String user,
    Optional<String> token,
    boolean thinking,
    Instant until,
    Optional<MessageChannel> channel) {
  /// Discord takes answers for 15 minutes.
  private static final Duration LIFE = Duration.ofMinutes(15).minusSeconds(20);

  static Asker of(Interaction interaction, boolean thinking) {
    return new Asker(
        interaction.getJDA(),
        interaction.getUser().getId(),
        Optional.of(interaction.getToken()),
        thinking,
        interaction.getTimeCreated().toInstant().plus(LIFE),
        channel(interaction.getChannel()));
  }

  static Asker of(Message message) {
    return new Asker(
        message.getJDA(),
        message.getAuthor().getId(),
        Optional.empty(),
        false,
        Instant.EPOCH,
        Optional.of(message.getChannel()));
  }

  private static Optional<MessageChannel> channel(@Nullable Object channel) {
    return channel instanceof MessageChannel writable ? Optional.of(writable) : Optional.empty();
  }

  /// Not the interaction's own: that one gives up when it thinks that the acknowledgement failed.
  Optional<InteractionHook> hook(Instant now) {
    return token.filter(_ -> now.isBefore(until)).map(t -> InteractionHook.from(jda, t));
  }
}
