package io.mycelium.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.cli.json.Trees;
import io.mycelium.cli.show.FileText;
import io.mycelium.cli.wait.Notes;
import io.mycelium.cli.wire.Ask;
import io.mycelium.cli.wire.Endpoint;
import io.mycelium.cli.wire.Outgoing;
import io.mycelium.cli.wire.Response;
import io.mycelium.cli.wire.Troubles;
import io.mycelium.cli.wire.Wire;
import io.mycelium.core.command.Option;
import io.mycelium.core.command.OptionType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Brings the files that a line names to the gateway, each once, before the call that names them.
final class Uploads {
  /// Smaller files are there before anybody wonders.
  private static final long LARGE = 4L << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Surroundings around;
  private final Endpoint gateway;
  private final Map<String, JsonNode> done = new HashMap<>();

  Uploads(Surroundings around, Endpoint gateway) {
    this.around = around;
    this.gateway = gateway;
  }

  /// Puts in the place of each path of the call what the gateway calls the file. Nothing is sent
  /// unless all of them are there.
  ///
  /// @throws io.mycelium.cli.problem.Stopped when a file is not there, or the gateway refuses it
  Resolver.Call settle(Resolver.Call call) {
    Map<String, LocalFile> files = new LinkedHashMap<>();
    for (Option option : call.command().options().options()) {
      JsonNode value = call.options().path(option.name());
      if (option.type() == OptionType.FILE && value.isTextual()) {
        files.put(option.name(), LocalFile.find(around, option.name(), value.textValue()));
      }
    }
    for (Map.Entry<String, LocalFile> each : files.entrySet()) {
      LocalFile file = each.getValue();
      JsonNode known = done.get(file.given());
      JsonNode uploaded = known == null ? sent(file, call.line()) : known;
      done.put(file.given(), uploaded);
      call.options().set(each.getKey(), uploaded);
    }
    return call;
  }

  private JsonNode sent(LocalFile file, Line line) {
    var notes = new Notes(around.err(), around.errScreen(!line.has(Global.NO_COLOR)));
    boolean told = file.length() >= LARGE && (around.terminal().err() || !line.has(Global.JSON));
    try (InputStream content = file.open(around)) {
      var body = new Outgoing(content, file.length(), told ? new Progress(notes, file) : _ -> {});
      return answer(file, body);
    } catch (UncheckedIOException e) {
      throw file.unreadable(e.getMessage()).stop();
    } catch (IOException e) {
      throw file.unreadable(e.getMessage()).stop();
    } finally {
      notes.clear();
    }
  }

  private JsonNode answer(LocalFile file, Outgoing body) {
    String name = URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20");
    Ask ask =
        new Ask(
            "POST",
            "/api/v1/blobs?name=" + name,
            Map.of("Content-Type", "application/octet-stream", "Accept", "application/json"),
            "",
            PATIENCE);
    try (Response response = Wire.send(gateway, ask, body)) {
      byte[] answer = response.bytes();
      if (response.status() / 100 != 2) {
        throw Troubles.refused(gateway, response.status(), answer).hint(file.told()).stop();
      }
      return Trees.parse(answer);
    } catch (IOException e) {
      throw Troubles.lost(gateway, e).hint(file.told() + " Nothing of it was kept.").stop();
    }
  }

  /// Tells how far a large file is.
  private static final class Progress implements java.util.function.LongConsumer {
    private final Notes notes;
    private final LocalFile file;
    private int last = -1;

    Progress(Notes notes, LocalFile file) {
      this.notes = notes;
      this.file = file;
    }

    @Override
    public void accept(long sent) {
      int percent = (int) (sent * 100 / file.length());
      if (percent != last) {
        last = percent;
        notes.progress(percent, "uploading " + file.shown() + ", " + FileText.size(file.length()));
      }
    }
  }
}
