package io.mycelium.serving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.id.Ids;
import io.mycelium.core.id.RoomId;
import io.mycelium.core.pipeline.Request;
import io.mycelium.core.text.PlainText;
import io.mycelium.core.trace.TraceContext;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the headers of a request say, taken on the event loop.
///
/// @param credential what the caller proves itself with
/// @param id the call's: the caller's own or a new one
/// @param zone as given; checked by [#zone]
/// @param trace nothing where it is malformed
public record Head(
    Credential credential,
    String id,
    String room,
    Optional<String> thread,
    Optional<String> confirmation,
    @Nullable String language,
    @Nullable String zone,
    String origin,
    Optional<TraceContext> trace) {
  private static final CharSequence IDEMPOTENCY_KEY =
      HttpHeaders.createOptimized("idempotency-key");
  private static final CharSequence ROOM = HttpHeaders.createOptimized("mycelium-room");
  private static final CharSequence THREAD = HttpHeaders.createOptimized("mycelium-thread");
  private static final CharSequence CONFIRM = HttpHeaders.createOptimized("mycelium-confirm");
  private static final CharSequence ZONE = HttpHeaders.createOptimized("mycelium-zone");
  private static final CharSequence TRACE_PARENT =
      HttpHeaders.createOptimized(TraceContext.PARENT_HEADER);
  private static final CharSequence TRACE_STATE =
      HttpHeaders.createOptimized(TraceContext.STATE_HEADER);
  private static final int SHOWN = 100;

  public static Head of(HttpServerRequest request, Credential credential, Ids ids) {
    var headers = request.headers();
    String id = headers.get(IDEMPOTENCY_KEY);
    String room = headers.get(ROOM);
    return new Head(
        credential,
        id == null ? "req_" + ids.stem() : id,
        room == null ? RoomId.MAIN.value() : room,
        Optional.ofNullable(headers.get(THREAD)),
        Optional.ofNullable(headers.get(CONFIRM)),
        headers.get(HttpHeaders.ACCEPT_LANGUAGE),
        headers.get(ZONE),
        origin(request),
        TraceContext.read(headers.getAll(TRACE_PARENT), headers.getAll(TRACE_STATE)));
  }

  /// The address that limits on wrong secrets are kept by.
  public static String origin(HttpServerRequest request) {
    var address = request.remoteAddress();
    String host = address == null ? null : address.hostAddress();
    return host == null ? "unknown" : host;
  }

  /// The id as it may be shown: what a caller sent is not trusted to be harmless.
  public String shownId() {
    return PlainText.line(id, SHOWN);
  }

  /// The call as the pipeline takes it.
  ///
  /// @throws DateTimeException when there is no such time zone
  public Request request(String command, ObjectNode options) {
    return new Request(
        credential.secret(),
        command,
        options,
        room,
        thread,
        id,
        confirmation,
        zone == null ? ZoneOffset.UTC : ZoneId.of(zone),
        locale(language),
        origin,
        Optional.empty(),
        trace);
  }

  /// The first language of the list; people's browsers put the preferred one there.
  private static Locale locale(@Nullable String languages) {
    if (languages == null) {
      return Locale.ENGLISH;
    }
    int end = 0;
    while (end < languages.length() && ",; ".indexOf(languages.charAt(end)) < 0) {
      end++;
    }
    Locale first = Locale.forLanguageTag(languages.substring(0, end));
    return first.getLanguage().isEmpty() ? Locale.ENGLISH : first;
  }
}
