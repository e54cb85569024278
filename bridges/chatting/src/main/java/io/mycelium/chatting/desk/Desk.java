package io.mycelium.chatting.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.chatting.layout.ButtonIds;
import io.mycelium.core.channel.Accounts;
import io.mycelium.core.channel.Channels;
import io.mycelium.core.channel.Held;
import io.mycelium.core.channel.HeldCalls;
import io.mycelium.core.channel.LinkedChannel;
import io.mycelium.core.channel.MessageRef;
import io.mycelium.core.chat.Chat;
import io.mycelium.core.chat.Pressed;
import io.mycelium.core.chat.ViewedPost;
import io.mycelium.core.command.Call;
import io.mycelium.core.command.Command;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.id.PostId;
import io.mycelium.core.id.RoomId;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes what people do on a platform to the pipeline and says what the platform is to show. It
/// decides nothing. Blocks; call it on virtual threads, after the platform was told that the deed
/// arrived.
public final class Desk {
  /// The option that names the channel a call came from, where a command has one.
  private static final String CHANNEL = "channel";

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

  public Desk(Parts parts) {
    this.parts = parts;
  }

  /// Runs a command. One whose options are still open is answered with a form for them.
  ///
  /// @param command spoken or dashed
  /// @param options as they were given
  public Answer run(Visit visit, String command, ObjectNode options) {
    ObjectNode filled = filled(visit, command, options);
    Optional<Caller> caller = caller(visit);
    if (caller.isEmpty()) {
      return stranger(visit, command, filled);
    }
    Place place = place(visit);
    return open(command, filled)
        .map(found -> ask(caller.get(), place, found, filled))
        .orElseGet(() -> run(visit, caller.get(), place, command, filled, Optional.empty()));
  }

  /// Does what somebody types: a command line, or a sentence that means one. A command's name with
  /// a question mark behind it asks for the command's form.
  public Answer line(Visit visit, String text) {
    Optional<Caller> caller = caller(visit);
    if (caller.isEmpty()) {
      return stranger(visit, text);
    }
    Place place = place(visit);
    Optional<Command<?>> wanted = wanted(text);
    if (wanted.isPresent()) {
      return ask(caller.get(), place, wanted.get(), filled(visit, wanted.get(), Json.object()));
    }
    return switch (parts.interpreter().of(text, parts.catalogue().current(), caller.get())) {
      case Meaning.Run(var call) -> run(visit, call.command().spoken(), call.options());
      case Meaning.Ask(_, var form) ->
          command(form.submit().spoken())
              .<Answer>map(
                  found -> ask(caller.get(), place, found, filled(visit, found, form.prefill())))
              .orElseGet(Desk::stale);
      case Meaning.Choose(var sentence, var candidates) ->
          new Answer.Alone(
              choice(sentence, candidates), offering(caller.get(), place, "", Json.object()));
      case Meaning.Nothing(var sentence) -> alone(new Reply.Text(sentence));
    };
  }

  /// The command whose form is asked for: `probe ?`.
  private Optional<Command<?>> wanted(String text) {
    Matcher asked = FORM.matcher(text.strip());
    return asked.matches() ? command(asked.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
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
    Optional<Caller> caller = caller(visit);
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
    return open(command, options)
        .<Answer>map(found -> new Answer.Ask(button.text(), found, options, found.open(options)))
        .orElseGet(() -> press(visit, caller, button, command, options));
  }

  private Answer press(
      Visit visit, Caller caller, ButtonId.OfPost button, String command, ObjectNode options) {
    Place place = where(caller, button.post()).orElseGet(() -> place(visit));
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
    Optional<Held> held = held(caller, button);
    if (held.isEmpty()) {
      return stale();
    }
    Held call = held.get();
    Optional<Command<?>> open =
        call.ask() ? command(call.command()) : open(call.command(), call.options());
    return open.<Answer>map(found -> Answer.Ask.all(button.text(), found, call.options()))
        .orElseGet(() ->
            run(visit, caller, call.place(), call.command(), call.options(), call.confirmation()));
  }

  /// The form that was asked with an id, to read what it came back with.
  public Optional<Answer.Ask> asked(Visit visit, String form) {
    return caller(visit).flatMap(caller -> ButtonId.read(form).flatMap(id -> asked(caller, id)));
  }

  private Optional<Answer.Ask> asked(Caller caller, ButtonId id) {
    return call(caller, id)
        .flatMap(call ->
            command(call.command())
                .map(found ->
                    switch (id) {
                      case ButtonId.OfHeld _ -> Answer.Ask.all(id.text(), found, call.options());
                      case ButtonId.OfPost _ ->
                          new Answer.Ask(
                              id.text(), found, call.options(), found.open(call.options()));
                    }));
  }

  /// Keeps a file that somebody gives, until a call names it.
  ///
  /// @param content is read to its end and not closed
  /// @throws java.io.UncheckedIOException when reading failed
  /// @throws io.mycelium.core.state.Blobs.TooLarge when it is too large
  public Optional<FileRef> keep(Visit visit, InputStream content, String name, String mediaType) {
    return caller(visit)
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
    Optional<Caller> caller = caller(visit);
    if (caller.isEmpty()) {
      return unknown();
    }
    Optional<Held> call = ButtonId.read(form).flatMap(id -> call(caller.get(), id));
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
        ? new Answer.Misfit(refused, again(caller.get(), call.get(), options))
        : answer;
  }

  private Optional<Held> call(Caller caller, ButtonId id) {
    return switch (id) {
      case ButtonId.OfHeld held -> held(caller, held);
      case ButtonId.OfPost post ->
          parts
              .chat()
              .offered(caller, post.post(), post.token())
              .flatMap(call ->
                  where(caller, post.post())
                      .map(place ->
                          new Held(
                              caller.id(),
                              place,
                              call.command().spoken(),
                              call.options(),
                              true,
                              Optional.empty())));
    };
  }

  private Optional<Held> held(Caller caller, ButtonId.OfHeld id) {
    return parts.held().find(id.token()).filter(call -> call.peer().equals(caller.id()));
  }

  private String again(Caller caller, Held call, ObjectNode options) {
    return hold(
        new Held(caller.id(), call.place(), call.command(), options, true, Optional.empty()));
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

  /// Passes on what somebody does with a message of theirs: says it, changes it, takes it away.
  ///
  /// @param message whose deed it is; the post that it is says so
  public Answer pass(Visit visit, MessageRef message, String command, ObjectNode options) {
    Optional<Caller> caller = caller(visit);
    if (caller.isEmpty()) {
      return unknown();
    }
    Place place = place(visit);
    Request request =
        request(visit, place, command, options, Optional.empty(), Optional.of(message));
    Reply reply = parts.pipeline().run(caller.get(), request);
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
        said);
  }

  /// Everybody sees by a post what a change came to, where a channel shows it.
  private Answer answer(
      Visit visit, Caller caller, Place place, String command, ObjectNode options, Reply reply) {
    boolean linked =
        parts
            .channels()
            .find(visit.channel())
            .filter(l -> l.room().equals(place.room()))
            .isPresent();
    return linked
            && Posted.by(reply, s -> parts.channels().shows(place.room(), s))
            && changes(command)
        ? new Answer.Silent()
        : new Answer.Alone(reply, offering(caller, place, command, options));
  }

  private boolean changes(String command) {
    return command(command).filter(Command::commits).isPresent();
  }

  private ButtonIds offering(Caller caller, Place place, String command, ObjectNode options) {
    return new HeldIds(this::hold, caller, place, command, options);
  }

  private String hold(Held call) {
    return new ButtonId.OfHeld(parts.held().hold(call)).text();
  }

  private Answer ask(Caller caller, Place place, Command<?> command, ObjectNode options) {
    var call =
        new Held(caller.id(), place, command.name().spoken(), options, true, Optional.empty());
    return Answer.Ask.all(hold(call), command, options);
  }

  private Optional<Caller> caller(Visit visit) {
    return parts.accounts().caller(visit.account(), visit.profile(), visit.channel());
  }

  /// Where a deed is done: in the channel's room, in the thread of the message; in the main room,
  /// where the channel shows none.
  private Place place(Visit visit) {
    RoomId room =
        parts.channels().find(visit.channel()).map(LinkedChannel::room).orElse(RoomId.MAIN);
    return visit
        .thread()
        .flatMap(message -> parts.channels().post(new MessageRef(visit.channel(), message)))
        .map(post -> Place.of(room).in(post))
        .orElseGet(() -> Place.of(room));
  }

  private Optional<Place> where(Caller caller, PostId post) {
    return parts.chat().post(caller, post) instanceof Chat.Answer.Given<ViewedPost>(var viewed)
        ? Optional.of(viewed.shown().post().place())
        : Optional.empty();
  }

  private Optional<Command<?>> command(String name) {
    return parts.catalogue().current().find(name).map(Catalogue.Entry::command);
  }

  /// The command, if options of it are still open.
  private Optional<Command<?>> open(String command, ObjectNode options) {
    return command(command).filter(found -> !found.open(options).isEmpty());
  }

  private ObjectNode filled(Visit visit, String command, ObjectNode options) {
    return command(command).map(found -> filled(visit, found, options)).orElse(options);
  }

  private static ObjectNode filled(Visit visit, Command<?> command, ObjectNode options) {
    boolean takes = command.options().options().stream().anyMatch(o -> o.name().equals(CHANNEL));
    return takes && !options.hasNonNull(CHANNEL)
        ? options.deepCopy().put(CHANNEL, visit.channel().key())
        : options;
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
