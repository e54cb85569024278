package io.mycelium.benchmarks.cases;

import com.fasterxml.jackson.databind.JsonNode;
import io.mycelium.benchmarks.Plan;
import io.mycelium.benchmarks.load.Latencies;
import io.mycelium.benchmarks.process.Gateway;
import io.mycelium.benchmarks.process.Usage;
import io.mycelium.benchmarks.report.Figure;
import io.mycelium.core.command.Command;
import io.mycelium.core.command.CommandName;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.function.Function;
import io.mycelium.core.function.FunctionLimits;
import io.mycelium.core.function.FunctionName;
import io.mycelium.core.id.PeerId;
import io.mycelium.core.json.Json;
import io.mycelium.core.mention.Interpreter;
import io.mycelium.core.mention.LanguageModel;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.PeerKind;
import io.mycelium.core.peer.Role;
import io.mycelium.core.reply.Reply;
import io.mycelium.models.MiniLmEmbedder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Free text that becomes a command by the nearest example, in this process, over the names and
/// examples of a gateway's own catalogue. One sentence after the other, no two alike.
public final class MentionCase implements Case {
  private static final double PROMISED = 15;
  private static final double HALF = 0.5;
  private static final double NEARLY_ALL = 0.99;
  private static final int WARM_UP = 500;
  private static final List<String> SENTENCES =
      List.of(
          "could you show me what job %d printed",
          "task %d is through, please close it",
          "who of us is here at the moment, all %d?",
          "give task %d to @bob, he knows the certificate",
          "make a ticket: the page number %d is slow again",
          "what did people say about release %d?",
          "is request %d still waiting for somebody?",
          "what is the weather like on day %d");

  private record NoOptions() {}

  @Override
  public String name() {
    return "mentions";
  }

  @Override
  public List<Figure> run(Plan plan) {
    Catalogue catalogue = catalogue(plan);
    long self = ProcessHandle.current().pid();
    double before = Usage.residentMegabytes(self);
    try (var embedder = new MiniLmEmbedder(plan.work().resolve("natives"))) {
      var interpreter = new Interpreter(embedder, LanguageModel.NONE);
      long begun = System.nanoTime();
      interpreter.of(SENTENCES.getFirst().formatted(0), catalogue, ada());
      double first = (System.nanoTime() - begun) / 1e6;
      for (int i = 1; i < WARM_UP; i++) {
        interpreter.of(sentence(i), catalogue, ada());
      }
      List<Figure> figures = warm(plan, interpreter, catalogue);
      figures.add(
          Figure.of(
              "mention.first", "first mention: loads the model, reads all examples", "ms", first));
      figures.add(
          Figure.of(
              "mention.memory",
              "what the sentence model adds, resident",
              "MB",
              Usage.residentMegabytes(self) - before));
      return figures;
    }
  }

  private static List<Figure> warm(Plan plan, Interpreter interpreter, Catalogue catalogue) {
    long self = ProcessHandle.current().pid();
    List<Double> medians = new ArrayList<>();
    List<Double> slow = new ArrayList<>();
    List<Double> processor = new ArrayList<>();
    for (int round = 0; round < plan.rounds(); round++) {
      var latencies = new Latencies();
      long used = Usage.processor(self).toNanos();
      long end = System.nanoTime() + plan.round().toNanos();
      for (int i = 0; System.nanoTime() < end; i++) {
        long start = System.nanoTime();
        interpreter.of(sentence(i), catalogue, ada());
        latencies.add(System.nanoTime() - start);
      }
      processor.add((Usage.processor(self).toNanos() - used) / 1e6 / latencies.count());
      medians.add(latencies.millis(HALF));
      slow.add(latencies.millis(NEARLY_ALL));
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(
        Figure.of("mention.p50", "mention by the nearest example, warm: p50", "ms", medians)
            .promised(PROMISED));
    figures.add(Figure.of("mention.p99", "mention by the nearest example, warm: p99", "ms", slow));
    figures.add(
        Figure.of("mention.cpu", "mention by the nearest example: CPU", "ms/op", processor));
    return figures;
  }

  private static String sentence(int i) {
    return SENTENCES.get(i % SENTENCES.size()).formatted(i);
  }

  private static Caller ada() {
    return new Caller(
        new PeerId("peer_01k2ada"), "ada", PeerKind.PERSON, Role.ADMIN, Optional.empty());
  }

  private static Catalogue catalogue(Plan plan) {
    try (Gateway gateway = Gateway.start(plan.work().resolve("mentions"), Map.of());
        HttpClient http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(gateway.url().resolve("/api/v1/catalog")).build();
      JsonNode catalog = Json.parse(http.send(request, BodyHandlers.ofByteArray()).body());
      List<Command<?>> commands = new ArrayList<>();
      catalog.path("commands").forEach(command -> commands.add(command(command)));
      return Catalogue.of(
          1,
          List.of(
              new Function(
                  new FunctionName("all"), "All of them", FunctionLimits.STANDARD, commands)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Command<?> command(JsonNode known) {
    CommandName name = CommandName.parse(known.path("name").asText());
    List<String> examples = new ArrayList<>();
    known.path("examples").forEach(example -> examples.add(example.asText()));
    return Command.named(name.noun(), name.verb())
        .summary(known.path("summary").asText())
        .examples(examples.toArray(String[]::new))
        .handledBy(NoOptions.class, (_, _) -> new Reply.Text(""));
  }
}
