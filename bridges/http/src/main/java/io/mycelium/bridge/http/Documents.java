package io.mycelium.bridge.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.command.Digests;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.json.Json;
import io.mycelium.serving.Answer;
import io.mycelium.serving.Calls;
import io.mycelium.serving.Responses;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A document printed from the catalogue, made once per snapshot. Its entity tag is its content, as
/// versions count from the start of a gateway only.
final class Documents {
  private static final CharSequence REVALIDATE = HttpHeaders.createOptimized("no-cache");

  private final Catalogue.Source catalogue;
  private final Calls calls;
  private final Function<Catalogue, ObjectNode> print;
  private final AtomicReference<@Nullable Printed> last = new AtomicReference<>();

  private record Printed(Catalogue of, String tag, Answer whole, Answer unchanged) {}

  Documents(Catalogue.Source catalogue, Calls calls, Function<Catalogue, ObjectNode> print) {
    this.catalogue = catalogue;
    this.calls = calls;
    this.print = print;
  }

  void serve(HttpServerRequest request) {
    String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    Printed printed = last.get();
    if (printed != null && printed.of == catalogue.current()) {
      Responses.send(request.response(), choose(printed, known));
    } else {
      calls.answer(request, "document", () -> choose(print(catalogue.current()), known));
    }
  }

  private Printed print(Catalogue now) {
    byte[] body = Json.writeBytes(print.apply(now));
    String tag = '"' + HexFormat.of().formatHex(Digests.sha256(body), 0, 8) + '"';
    Map<CharSequence, CharSequence> headers =
        Map.of(HttpHeaders.ETAG, tag, HttpHeaders.CACHE_CONTROL, REVALIDATE);
    var printed =
        new Printed(
            now,
            tag,
            new Answer(200, Answer.JSON, Buffer.buffer(body), headers),
            new Answer(304, Answer.JSON, Buffer.buffer(), headers));
    last.set(printed);
    return printed;
  }

  private static Answer choose(Printed printed, @Nullable String known) {
    return known != null && known.contains(printed.tag) ? printed.unchanged : printed.whole;
  }
}
