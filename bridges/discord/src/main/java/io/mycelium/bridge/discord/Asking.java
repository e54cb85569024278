package io.mycelium.bridge.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.core.channel.ChannelPort;
import io.mycelium.core.channel.ChannelRef;
import io.mycelium.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Asks Discord's REST what has to be known without the connection: whether the token is good, what
/// channels are called, and which guilds the bot is in. Every gateway may ask. Blocks; call it on
/// virtual threads.
final class Asking implements DiscordPort.Names, AutoCloseable {
  private static final String ALWAYS = "https://discord.com/api/v10/";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration WHOLE = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int UNAUTHORISED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /// Whether the token is good.
  enum Token {
    GOOD,
    REFUSED,
    NOBODY_KNOWS
  }

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final String base;
  private final String token;

  Asking(DiscordSettings settings) {
    this.base = settings.api().orElse(ALWAYS);
    this.token = settings.botToken();
  }

  Token token() {
    return ask("users/@me")
        .map(response ->
            switch (response.statusCode()) {
              case OK -> Token.GOOD;
              case UNAUTHORISED, FORBIDDEN -> Token.REFUSED;
              default -> Token.NOBODY_KNOWS;
            })
        .orElse(Token.NOBODY_KNOWS);
  }

  @Override
  public Optional<String> of(ChannelRef channel) {
    if (!Places.isId(channel.tenant()) || !Places.isId(channel.channel())) {
      return Optional.empty();
    }
    HttpResponse<String> response = ask("channels/" + channel.channel()).orElseThrow(Asking::away);
    return switch (response.statusCode()) {
      case OK -> {
        JsonNode known = Json.parse(response.body());
        yield Optional.of("#" + known.path("name").asText())
            .filter(_ -> known.path("guild_id").asText().equals(channel.tenant()));
      }
      case FORBIDDEN, NOT_FOUND -> Optional.empty();
      default -> throw away();
    };
  }

  /// A guild that the bot is in.
  record Guild(String id, String name) {}

  /// The guilds that the bot is in, 200 at most.
  ///
  /// @throws ChannelPort.Unreachable when Discord does not tell
  List<Guild> guilds() {
    return StreamSupport.stream(known("users/@me/guilds").spliterator(), false)
        .map(guild -> new Guild(guild.path("id").asText(), guild.path("name").asText()))
        .toList();
  }

  /// The id of our application.
  ///
  /// @throws ChannelPort.Unreachable when Discord does not tell
  String application() {
    return known("applications/@me").path("id").asText();
  }

  private JsonNode known(String path) {
    return ask(path)
        .filter(response -> response.statusCode() == OK)
        .map(response -> Json.parse(response.body()))
        .orElseThrow(Asking::away);
  }

  /// Takes the bot out of a guild.
  ///
  /// @return false when it is in no such guild
  /// @throws ChannelPort.Unreachable when Discord does not say that it is done
  boolean leave(String guild) {
    return switch (ask("DELETE", "users/@me/guilds/" + guild)
        .map(HttpResponse::statusCode)
        .orElseThrow(Asking::away)) {
      case NO_CONTENT -> true;
      case NOT_FOUND -> false;
      default -> throw away();
    };
  }

  private static ChannelPort.Unreachable away() {
    return new ChannelPort.Unreachable("Discord does not answer right now; try again in a moment.");
  }

  private Optional<HttpResponse<String>> ask(String path) {
    return ask("GET", path);
  }

  private Optional<HttpResponse<String>> ask(String method, String path) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Authorization", "Bot " + token)
            .timeout(WHOLE)
            .build();
    try {
      return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
