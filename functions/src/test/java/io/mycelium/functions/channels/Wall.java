package io.mycelium.functions.channels;

import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.channel.Outgoing;
import io.mycelium.core.reply.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// A platform in memory: what is written to it can be read from it, and it has the faults that
/// platforms have. A line break in a text begins another message.
final class Wall implements ChannelPort<Wall.Line> {
  record Line(String text) implements ChannelPort.Part {
    @Override
    public String digest() {
      return text;
    }
  }

  /// A message as it hangs there.
  record Message(String id, Optional<String> thread, String text, String delivery) {}

  /// What befalls one call.
  enum Fault {
    /// Nothing is written, and it says so.
    LATER,
    /// It is written, but nobody hears of it.
    SILENT,
    /// Nothing is written, and nobody hears of that either.
    LOST,
    /// It is still on its way when everybody stopped waiting.
    SLOW,
    /// It is written, and then the gateway dies.
    KILLED,
    GONE
  }

  /// The gateway is no more.
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private final List<Message> messages = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final List<Supplier<String>> onTheirWay = new ArrayList<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private int next;
  private int writes;
  private int searches;
  private Runnable meanwhile = () -> {};

  @Override
  public String platform() {
    return "wall";
  }

  void next(Fault... befalling) {
    faults.addAll(List.of(befalling));
  }

  /// What is on its way arrives.
  void arrive() {
    onTheirWay.forEach(Supplier::get);
    onTheirWay.clear();
  }

  /// Happens while the next call is under way.
  void meanwhile(Runnable deed) {
    meanwhile = deed;
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }

  List<String> texts() {
    return messages.stream().map(Message::text).toList();
  }

  int writes() {
    return writes;
  }

  int searches() {
    return searches;
  }

  @Override
  public Optional<String> name(ChannelRef channel) {
    return channel.channel().equals("nowhere") ? Optional.empty() : Optional.of("#wall");
  }

  @Override
  public boolean reaches(ChannelRef channel) {
    return true;
  }

  @Override
  public List<Line> parts(ChannelRef channel, Outgoing outgoing) {
    String text =
        switch (outgoing.shown().reply()) {
          case Reply.Text said -> said.markdown();
          case Reply.Card card -> card.title() + " " + card.state().orElse("");
          default -> throw new AssertionError("not said in these tests");
        };
    String reactions =
        outgoing.reactions().stream()
            .map(reacted -> " | " + reacted.emoji() + " " + String.join(", ", reacted.names()))
            .collect(Collectors.joining());
    return (text + reactions)
        .lines()
        .map(line -> new Line(outgoing.shown().author().name() + ": " + line))
        .toList();
  }

  @Override
  public Written post(ChannelRef channel, Optional<String> thread, Line part, String delivery) {
    return write(() -> {
      var message = new Message("m" + ++next, thread, part.text(), delivery);
      messages.add(message);
      return message.id();
    });
  }

  @Override
  public Written edit(ChannelRef channel, Optional<String> thread, String message, Line part) {
    return write(() -> {
      messages.replaceAll(m ->
          m.id().equals(message) ? new Message(m.id(), m.thread(), part.text(), m.delivery()) : m);
      return message;
    });
  }

  @Override
  public Written react(
      ChannelRef channel, Optional<String> thread, String message, String emoji, boolean on) {
    return write(() -> {
      answers.removeIf((message + " " + emoji)::equals);
      if (on) {
        answers.add(message + " " + emoji);
      }
      return message;
    });
  }

  /// With what we answered, a message and an emoji each.
  List<String> answers() {
    return List.copyOf(answers);
  }

  @Override
  public Written remove(ChannelRef channel, Optional<String> thread, String message) {
    return write(() -> {
      messages.removeIf(m -> m.id().equals(message));
      return message;
    });
  }

  private Written write(Supplier<String> deed) {
    Runnable happening = meanwhile;
    meanwhile = () -> {};
    happening.run();
    Optional<Fault> fault = Optional.ofNullable(faults.poll());
    if (fault.isEmpty()) {
      writes++;
      return new Written.Done(deed.get(), Duration.ZERO);
    }
    return switch (fault.get()) {
      case LATER -> new Written.Later(Duration.ofSeconds(7));
      case LOST -> new Written.Unknown("the line is dead");
      case SLOW -> {
        onTheirWay.add(deed);
        yield new Written.Unknown("the line is slow");
      }
      case GONE -> new Written.Gone("somebody took it away");
      case SILENT -> {
        deed.get();
        yield new Written.Unknown("the line went dead");
      }
      case KILLED -> {
        deed.get();
        throw new Killed();
      }
    };
  }

  @Override
  public Found find(
      ChannelRef channel, Optional<String> thread, Line part, String delivery, Instant since) {
    searches++;
    return messages.stream()
        .filter(message -> message.delivery().equals(delivery))
        .findFirst()
        .<Found>map(message -> new Found.There(message.id()))
        .orElseGet(Found.Nowhere::new);
  }
}
