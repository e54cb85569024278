package io.mycelium.bridge.slack.far;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The addresses that answer a command or a press: five times, within half an hour. Inside the
/// world's lock only.
final class ResponseUrls {
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final int USES = 5;

  /// Where an answer goes.
  ///
  /// @param on timestamp of the message that was pressed; empty for a command
  record Place(Team team, Conversation channel, Account user, String on) {}

  private static final class Address {
    final Place place;
    final Instant until;
    int left = USES;

    Address(Place place, Instant until) {
      this.place = place;
      this.until = until;
    }
  }

  private final Map<String, Address> addresses = new HashMap<>();
  private final World world;

  ResponseUrls(World world) {
    this.world = world;
  }

  String give(Place place) {
    String id = UUID.randomUUID().toString();
    addresses.put(id, new Address(place, world.hours.instant().plus(LIFE)));
    return world.base + "/respond/" + id;
  }

  /// Takes an answer, or refuses.
  void answer(String id, String body) {
    Address address =
        Optional.ofNullable(addresses.get(id)).orElseThrow(() -> new Refusal("expired_url"));
    if (world.hours.instant().isAfter(address.until)) {
      throw new Refusal("expired_url");
    }
    if (address.left == 0) {
      throw new Refusal("used_url");
    }
    address.left--;
    JsonElement given = JsonParser.parseString(body);
    if (!given.isJsonObject()) {
      throw new Refusal("invalid_payload");
    }
    show(address.place, given.getAsJsonObject());
  }

  /// Shows what an app answered with, whether to the address or within its acknowledgement.
  void show(Place place, JsonObject given) {
    if (truth(given, "delete_original")) {
      original(place).ifPresent(message -> remove(place, message));
      return;
    }
    JsonObject content = Messages.content(world, given);
    Optional<JsonObject> original =
        truth(given, "replace_original") ? original(place) : Optional.empty();
    if (original.isPresent()) {
      replace(place, original.get(), content);
    } else {
      showAnew(place, given, content);
    }
  }

  private Optional<JsonObject> original(Place place) {
    return Optional.ofNullable(place.user().alone.get(place.on()))
        .or(() -> Optional.ofNullable(place.channel().messages.get(place.on())));
  }

  private void remove(Place place, JsonObject message) {
    if (place.user().alone.remove(place.on()) == null) {
      world.events.delete(place.team(), place.channel(), message);
    }
  }

  private void replace(Place place, JsonObject message, JsonObject content) {
    if (place.user().alone.containsKey(place.on())) {
      message.remove("blocks");
      content.asMap().forEach(message::add);
    } else {
      world.events.change(place.team(), place.channel(), message, content);
    }
  }

  private void showAnew(Place place, JsonObject given, JsonObject content) {
    JsonObject message = Messages.byApp(place.team(), content);
    String thread = Tree.text(given, "thread_ts");
    if (!thread.isEmpty()) {
      message.addProperty("thread_ts", thread);
    }
    if (Tree.text(given, "response_type").equals("in_channel")) {
      world.events.post(place.team(), place.channel(), message);
    } else {
      Messages.showAlone(world, place.channel(), place.user(), message);
    }
  }

  private static boolean truth(JsonObject given, String name) {
    return Tree.text(given, name).equals("true");
  }
}
