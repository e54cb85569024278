package io.mycelium.chatting.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.chatting.layout.ButtonIds;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.Held;
import io.mycelium.core.channel.HeldCalls;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.chat.Chat;
import io.mycelium.core.chat.Pressed;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.id.PostId;
import io.mycelium.core.json.Json;
import io.mycelium.core.mention.Candidate;
import io.mycelium.core.mention.Interpreter;
import io.mycelium.core.mention.Meaning;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.pipeline.Pipeline;
import io.mycelium.core.pipeline.Request;
import io.mycelium.core.pipeline.Uploads;
import io.mycelium.core.reply.FileRef;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.room.Place;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes what people do on a platform to the pipeline and says what the platform is to show. It
/// decides nothing. Blocks; call it on virtual threads, after the platform was told that the deed
/// arrived.
public final class Desk {
  private static final String LINK = "account link";
  private static final String CODE = "code";
  private static final Pattern FORM = Pattern.compile("/?([\\w-]+(?: [\\w-]+)?) \\?");
  private static final Pattern CLAIM = Pattern.compile("/?account link (\\S{1,40})");

  /// What it works with.
  public record Parts(
      Pipeline pipeline,
      Chat chat,
      Catalogue.Source catalogue,
      Accounts accounts,
      Channels channels,
      HeldCalls held,
      Uploads uploads,
      Interpreter interpreter) {}

  private final Parts parts;
  private final Bearings bearings;
  private final Offers offers;

  public Desk(Parts parts) {
    this.parts = parts;
    this.bearings =
        new Bearings(parts.accounts(), parts.channels(), parts.catalogue(), parts.chat());
    this.offers = new Offers(parts.held(), parts.chat(), bearings);
  }

  /// Runs a command. One whose options are still open is answered with a form for them.
  ///
  /// @param command spoken or dashed
  /// @param options as they were given
  public Answer run(Visit visit, String command, ObjectNode options) {
    ObjectNode filled = bearings.filled(visit, command, options);
    Optional<Caller> caller = bearings.caller(visit);
    if (caller.isEmpty()) {
      return stranger(visit, command, filled);
    }
    Place place = bearings.place(visit);
    return bearings
        .open(command, filled)
        .<Answer>map(found -> offers.ask(caller.get(), place, found, filled))
        .orElseGet(() -> run(visit, caller.get(), place, command, filled, Optional.empty()));
  }

  /// Asks for all options of a command.
  ///
  /// @param prefill what stands there at first
  public Answer form(Visit visit, String command, ObjectNode prefill) {
    Optional<Caller> caller = bearings.caller(visit);
    return caller.isEmpty()
        ? unknown()
        : bearings
            .command(command)
            .map(found -> ask(visit, caller.get(), found, prefill))
            .orElseGet(Desk::stale);
  }

  /// Does what somebody types: a command line, or a sentence that means one. A command's name with
  /// a question mark behind it asks for the command's form.
  public Answer line(Visit visit, String text) {
    Optional<Caller> caller = bearings.caller(visit);
    if (caller.isEmpty()) {
      return stranger(visit, text);
    }
    Optional<Command<?>> wanted = wanted(text);
    if (wanted.isPresent()) {
      return ask(visit, caller.get(), wanted.get(), Json.object());
    }
    return switch (parts.interpreter().of(text, parts.catalogue().current(), caller.get())) {
      case Meaning.Run(var call) -> run(visit, call.command().spoken(), call.options());
      case Meaning.Ask(_, var form) ->
          bearings
              .command(form.submit().spoken())
              .map(found -> ask(visit, caller.get(), found, form.prefill()))
              .orElseGet(Desk::stale);
      case Meaning.Choose(var sentence, var candidates) ->
          new Answer.Alone(
              choice(sentence, candidates),
              offers.on(caller.get(), bearings.place(visit), "", Json.object()));
      case Meaning.Nothing(var sentence) -> alone(new Reply.Text(sentence));
    };
  }

  private Answer ask(Visit visit, Caller caller, Command<?> command, ObjectNode prefill) {
    return offers.ask(
        caller, bearings.place(visit), command, bearings.filled(visit, command, prefill));
  }

  /// The command whose form is asked for: `probe ?`.
  private Optional<Command<?>> wanted(String text) {
    Matcher asked = FORM.matcher(text.strip());
    return asked.matches()
        ? bearings.command(asked.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private static Reply choice(String sentence, List<Candidate> candidates) {
    return new Reply.Card(
        Optional.empty(),
        sentence,
        Optional.empty(),
        "",
        List.of(),
        candidates.stream().map(Candidate::action).toList());
  }

  /// Somebody whom nobody knows may still say who they are.
  private Answer stranger(Visit visit, String text) {
    Matcher claim = CLAIM.matcher(text.strip());
    return claim.matches()
        ? stranger(visit, LINK, Json.object().put(CODE, claim.group(1)))
        : unknown();
  }

  /// Presses a button.
  ///
  /// @param button its id
  public Answer press(Visit visit, String button) {
    Optional<Caller> caller = bearings.caller(visit);
    if (caller.isEmpty()) {
      return unknown();
    }
    return ButtonId.read(button)
        .map(id ->
            switch (id) {
              case ButtonId.OfPost post -> press(visit, caller.get(), post);
              case ButtonId.OfHeld held -> press(visit, caller.get(), held);
            })
        .orElseGet(Desk::stale);
  }

  private Answer press(Visit visit, Caller caller, ButtonId.OfPost button) {
    // Looked at before the press, by which the card may change.
    Optional<Call> call = parts.chat().offered(caller, button.post(), button.token());
    String command = call.map(c -> c.command().spoken()).orElse("");
    ObjectNode options = call.map(Call::options).orElseGet(Json::object);
    return bearings
        .open(command, options)
        .<Answer>map(found -> new Answer.Ask(button.text(), found, options, found.open(options)))
        .orElseGet(() -> press(visit, caller, button, command, options));
  }

  private Answer press(
      Visit visit, Caller caller, ButtonId.OfPost button, String command, ObjectNode options) {
    Place place = bearings.where(caller, button.post()).orElseGet(() -> bearings.place(visit));
    var pressed =
        new Pressed(
            button.post(),
            button.token(),
            visit.id(),
            Optional.empty(),
            visit.zone(),
            visit.locale());
    return switch (parts.chat().press(caller, pressed)) {
      case Pressed.Outcome.Answered(var reply) ->
          answer(visit, caller, place, command, options, reply);
      case Pressed.Outcome.Stale(var why, _) -> alone(why);
    };
  }

  private Answer press(Visit visit, Caller caller, ButtonId.OfHeld button) {
    Optional<Held> held = offers.held(caller, button);
    if (held.isEmpty()) {
      return stale();
    }
    Held call = held.get();
    Optional<Command<?>> open =
        call.ask()
            ? bearings.command(call.command())
            : bearings.open(call.command(), call.options());
    return open.<Answer>map(found -> Answer.Ask.all(button.text(), found, call.options()))
        .orElseGet(() ->
            run(visit, caller, call.place(), call.command(), call.options(), call.confirmation()));
  }

  /// The form that was asked with an id, to read what it came back with.
  public Optional<Answer.Ask> asked(Visit visit, String form) {
    return bearings
        .caller(visit)
        .flatMap(caller -> ButtonId.read(form).flatMap(id -> offers.asked(caller, id)));
  }

  /// Keeps a file that somebody gives, until a call names it.
  ///
  /// @param content is read to its end and not closed
  /// @throws java.io.UncheckedIOException when reading failed
  /// @throws io.mycelium.core.state.Blobs.TooLarge when it is too large
  public Optional<FileRef> keep(Visit visit, InputStream content, String name, String mediaType) {
    return bearings
        .caller(visit)
        .map(caller -> parts.uploads().admit(caller, visit.id()))
        .flatMap(admission ->
            admission instanceof Uploads.Admission.Admitted admitted
                ? Optional.of(parts.uploads().keep(admitted, content, name, mediaType))
                : Optional.empty());
  }

  /// Takes a form back.
  ///
  /// @param form the id that it was asked with
  /// @param values what was filled in, by option
  public Answer submit(Visit visit, String form, ObjectNode values) {
    Optional<Caller> caller = bearings.caller(visit);
    if (caller.isEmpty()) {
      return unknown();
    }
    Optional<Held> call = ButtonId.read(form).flatMap(id -> offers.call(caller.get(), id));
    if (call.isEmpty()) {
      return stale();
    }
    ObjectNode options = call.get().options().deepCopy();
    options.setAll(values);
    Answer answer =
        run(
            visit,
            caller.get(),
            call.get().place(),
            call.get().command(),
            options,
            call.get().confirmation());
    return answer instanceof Answer.Alone(Reply.Refused refused, _) && !refused.fields().isEmpty()
        ? new Answer.Misfit(refused, offers.again(caller.get(), call.get(), options))
        : answer;
  }

  private Answer run(
      Visit visit,
      Caller caller,
      Place place,
      String command,
      ObjectNode options,
      Optional<String> confirmation) {
    Reply reply =
        parts
            .pipeline()
            .run(caller, request(visit, place, command, options, confirmation, Optional.empty()));
    return answer(visit, caller, place, command, options, reply);
  }

  /// Passes on what somebody has done with a message: said it, changed it, taken it away, answered
  /// it with an emoji. To have done it there was their yes, where one is asked for.
  ///
  /// @param message that it was done with; the post that it is says so
  public Answer pass(Visit visit, MessageRef message, String command, ObjectNode options) {
    Optional<Caller> caller = bearings.caller(visit);
    if (caller.isEmpty()) {
      return unknown();
    }
    Place place = bearings.place(visit);
    Function<Optional<String>, Reply> run =
        yes ->
            parts
                .pipeline()
                .run(
                    caller.get(),
                    request(visit, place, command, options, yes, Optional.of(message)));
    Reply reply = run.apply(Optional.empty());
    if (reply instanceof Reply.Refused refused && refused.confirm().isPresent()) {
      reply = run.apply(refused.confirm());
    }
    return answer(visit, caller.get(), place, command, options, reply);
  }

  private static Request request(
      Visit visit,
      Place place,
      String command,
      ObjectNode options,
      Optional<String> confirmation,
      Optional<MessageRef> said) {
    return new Request(
        Optional.empty(),
        command,
        options,
        place.room().value(),
        place.thread().map(PostId::value),
        visit.id(),
        confirmation,
        visit.zone(),
        visit.locale(),
        visit.channel().key(),
        said,
        Optional.empty());
  }

  /// A press is a change, also one that was made before and whose button is gone by now.
  private Answer answer(
      Visit visit, Caller caller, Place place, String command, ObjectNode options, Reply reply) {
    boolean change =
        command.isEmpty() || bearings.command(command).filter(Command::commits).isPresent();
    return change && bearings.shows(visit, place, reply)
        ? new Answer.Silent()
        : new Answer.Alone(reply, offers.on(caller, place, command, options));
  }

  private Answer stranger(Visit visit, String command, ObjectNode options) {
    boolean claims = command.replace('-', ' ').equals(LINK) && options.hasNonNull(CODE);
    return claims
        ? alone(
            parts
                .accounts()
                .claim(visit.account(), visit.profile(), options.path(CODE).asText(), visit.id()))
        : unknown();
  }

  private static Answer unknown() {
    return alone(
        Reply.Refused.because(
            Reply.Reason.UNAUTHENTICATED,
            "unknown-account",
            "Mycelium does not know you yet. Call 'account link' where it does, such as in the web chat, and type here what it tells you; or ask an operator to give the people of this channel a role."));
  }

  private static Answer stale() {
    return alone(
        Reply.Refused.because(
            Reply.Reason.CONFLICT,
            "stale-button",
            "This button is not there any more; the card shows how things are now."));
  }

  private static Answer alone(Reply reply) {
    return new Answer.Alone(reply, ButtonIds.none());
  }
}
