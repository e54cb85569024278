package io.mycelium.core.channel;

/// A message in a channel.
///
/// @param message as its platform knows it, unique in the channel; 1 to 64 printable characters of
///   ASCII without a space
public record MessageRef(ChannelRef channel, String message) {
  private static final int LONGEST = 64;

  public MessageRef {
    if (message.isEmpty()
        || message.length() > LONGEST
        || !message.chars().allMatch(c -> c > ' ' && c < '\u007f')) {
      throw new IllegalArgumentException("a message is named by 1 to 64 printable characters");
    }
  }

  @Override
  public String toString() {
    return channel + "/" + message;
  }
}
