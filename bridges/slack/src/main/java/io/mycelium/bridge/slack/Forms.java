package io.mycelium.bridge.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockSuggestionPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.model.File;
import com.slack.api.util.json.GsonFactory;
import io.mycelium.bridge.slack.render.SlackForms;
import io.mycelium.chatting.desk.Answer;
import io.mycelium.chatting.desk.Desk;
import io.mycelium.chatting.desk.Visit;
import io.mycelium.chatting.layout.FormSheet;
import io.mycelium.core.json.Json;
import io.mycelium.core.reply.FileRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes forms back. What is wrong with one is said at its inputs, if that is known before Slack
/// stops waiting.
final class Forms {
  private static final Logger LOG = LoggerFactory.getLogger(Forms.class);

  private final Desk desk;
  private final People people;
  private final Shower shower;
  private final Fetching fetching;
  private final ExecutorService threads;
  private final Duration finding;

  record Parts(Desk desk, People people, Shower shower, Fetching fetching) {}

  /// @param threads virtual ones
  /// @param patience of Slack; a third of it is left for telling what was found out
  Forms(Parts parts, ExecutorService threads, Duration patience) {
    this.desk = parts.desk();
    this.people = parts.people();
    this.shower = parts.shower();
    this.fetching = parts.fetching();
    this.threads = threads;
    this.finding = patience.multipliedBy(2).dividedBy(3);
  }

  /// A form that comes back.
  ///
  /// @return what Slack is to do with it, in the words of `response_action`; nothing to close it
  Map<String, ?> submit(ViewSubmissionPayload submitted) {
    Future<Map<String, ?>> action =
        threads.submit(() ->
            switch (submitted.getView().getCallbackId()) {
              case Asked.CALLBACK -> fill(submitted);
              case Shortcuts.CALLBACK -> choose(submitted);
              default -> Map.of();
            });
    try {
      return action.get(finding.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.debug("a form takes longer than Slack waits");
    } catch (ExecutionException e) {
      LOG.error("a form failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Map.of();
  }

  /// The form of the command that was chosen takes the place of the choice.
  private Map<String, ?> choose(ViewSubmissionPayload submitted) {
    Whereabouts where =
        Asked.of(submitted.getView().getPrivateMetadata(), Optional.empty()).where();
    Visit visit = where.visit("choice/" + submitted.getView().getId(), people);
    Optional<String> command = Shortcuts.chosen(submitted.getView().getState());
    if (command.isEmpty()) {
      return Map.of();
    }
    return switch (desk.form(visit, command.get(), Json.object())) {
      case Answer.Ask ask when !ask.options().isEmpty() ->
          Map.of("response_action", "update", "view", shower.view(ask, where));
      case Answer.Ask ask -> {
        shower.show(desk.run(visit, command.get(), ask.prefill()), where, visit.id());
        yield Map.of();
      }
      case Answer.Alone _, Answer.Misfit _, Answer.Silent _ -> Map.of();
    };
  }

  private Map<String, ?> fill(ViewSubmissionPayload submitted) {
    long began = System.nanoTime();
    Asked asked =
        Asked.of(
            submitted.getView().getPrivateMetadata(),
            Optional.ofNullable(submitted.getTriggerId()));
    Whereabouts where = asked.where();
    Visit visit = where.visit("form/" + submitted.getView().getId(), people);
    Optional<Answer.Ask> ask = desk.asked(visit, asked.form());
    if (ask.isEmpty()) {
      // What was asked is no more; pressing says why.
      shower.show(desk.press(visit, asked.form()), where, visit.id());
      return Map.of();
    }
    FormSheet form = form(ask.get());
    SlackForms.Filled filled = SlackForms.read(form, submitted.getView().getState());
    filled
        .files()
        .forEach((option, files) ->
            file(visit, files).ifPresent(file -> filled.values().set(option, file.tree())));
    Visit again = where.visit(request(submitted, filled), people);
    Answer answer = desk.submit(again, asked.form(), filled.values());
    if (answer instanceof Answer.Misfit(var why, _) && inTime(began)) {
      return Map.of("response_action", "errors", "errors", SlackForms.errors(form, why.fields()));
    }
    shower.show(answer, where, again.id());
    return Map.of();
  }

  private static FormSheet form(Answer.Ask ask) {
    return FormSheet.of(ask.command(), ask.prefill()).asking(ask.options());
  }

  private boolean inTime(long began) {
    return System.nanoTime() - began < finding.toNanos();
  }

  /// A form may be sent several times until it fits; the same content is the same deed.
  private static String request(ViewSubmissionPayload submitted, SlackForms.Filled filled) {
    return "form/%s/%08x"
        .formatted(submitted.getView().getId(), filled.values().toString().hashCode());
  }

  private Optional<FileRef> file(Visit visit, List<File> files) {
    return files.stream().findFirst().flatMap(file -> fetching.fetch(visit, file));
  }

  /// What to suggest for an input with many choices, in JSON.
  String suggestions(BlockSuggestionPayload typing) {
    Asked asked = Asked.of(typing.getView().getPrivateMetadata(), Optional.empty());
    String option = typing.getBlockId().substring(SlackForms.BLOCK.length());
    Visit visit = asked.where().visit("suggest", people);
    List<?> suggested =
        desk.asked(visit, asked.form()).stream()
            .flatMap(ask -> form(ask).fields().stream())
            .filter(field -> field.option().name().equals(option))
            .flatMap(field -> SlackForms.suggested(field, typing.getValue()).stream())
            .toList();
    return GsonFactory.createSnakeCase().toJson(Map.of("options", suggested));
  }
}
