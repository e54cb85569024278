package io.mycelium.core.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Reply;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a command takes and does; the one definition from which every surface is derived. Data, but
/// for the handler.
///
/// @param summary one sentence without a full stop, imperative
/// @param examples sentences that people would say to mean it
/// @param audited whether also a successful read is kept in the audit trail
/// @param packageDigest of the drop-in package that the command comes from
/// @param precondition what must hold before a call is worth trying
public record Command<O>(
    CommandName name,
    String summary,
    List<String> examples,
    OptionSchema<O> options,
    Permission permission,
    Effect effect,
    Risk risk,
    boolean audited,
    Optional<String> packageDigest,
    Optional<Precondition<?>> precondition,
    Handler<O> handler) {

  public Command {
    examples = List.copyOf(examples);
  }

  /// Starts the definition of a built-in command; the rest is said in [Draft].
  public static Draft named(String noun, String verb) {
    return new Draft(CommandName.of(noun, verb));
  }

  /// Starts the definition of a built-in command whose name is one word.
  public static Draft named(String noun) {
    return new Draft(CommandName.of(noun));
  }

  /// A digest of all that a caller agrees to when making a call.
  public DefinitionHash definition() {
    String schema =
        options.options().stream()
            .map(o ->
                "%s:%s:%s:%s:%s:%s"
                    .formatted(
                        o.name(),
                        o.type(),
                        o.required(),
                        o.standard().orElse(null),
                        o.choices(),
                        o.range()))
            .collect(Collectors.joining(";"));
    return DefinitionHash.of(
        String.join(
            "|",
            name.spoken(),
            schema,
            effect.name(),
            risk.name(),
            permission.word(),
            packageDigest.orElse("")));
  }

  /// The same with a precondition.
  ///
  /// @param on the options that the check needs, by their names here
  public <R extends Record> Command<O> checked(Class<R> on, Check<R> check) {
    return new Command<>(
        name,
        summary,
        examples,
        options,
        permission,
        effect,
        risk,
        audited,
        packageDigest,
        Optional.of(new Precondition<>(OptionSchema.of(on), check)),
        handler);
  }

  /// Why a call is refused as things stand; nothing when it is not, or when that cannot be told
  /// beforehand.
  public Optional<Reply.Refused> refusal(Invocation invocation) {
    return precondition.flatMap(p -> p.refusal(invocation.call().options(), invocation));
  }

  /// The names of the options that a call with these has yet to be given.
  public List<String> open(ObjectNode given) {
    return options.options().stream()
        .filter(option -> option.required() && option.standard().isEmpty())
        .map(Option::name)
        .filter(name -> !given.hasNonNull(name))
        .toList();
  }

  /// Whether running it starts a job on a drone, which a freeze refuses.
  public boolean startsJobs() {
    return packageDigest.isPresent();
  }

  /// Whether a call of it commits something, so that a repeat is answered with what came of it. One
  /// that only reads commits too when a drone does the reading.
  public boolean commits() {
    return effect != Effect.READ || startsJobs();
  }

  /// Collects a definition; effect, risk and permission start with the mildest.
  public static final class Draft {
    private final CommandName name;
    private String summary = "";
    private List<String> examples = List.of();
    private Permission permission = Permission.ANY;
    private Effect effect = Effect.READ;
    private Risk risk = Risk.LOW;
    private boolean audited;

    private Draft(CommandName name) {
      this.name = name;
    }

    public Draft summary(String sentence) {
      this.summary = sentence;
      return this;
    }

    public Draft examples(String... sentences) {
      this.examples = List.of(sentences);
      return this;
    }

    public Draft permission(Permission needed) {
      this.permission = needed;
      return this;
    }

    public Draft effect(Effect had) {
      this.effect = had;
      return this;
    }

    public Draft risk(Risk run) {
      this.risk = run;
      return this;
    }

    /// Keeps also successful reads in the audit trail.
    public Draft audited() {
      this.audited = true;
      return this;
    }

    /// Ends the definition of a command whose calls need more than its permission.
    ///
    /// @param needs tells what a call needs beyond the permission
    public <R extends Record> Command<R> handledBy(
        Class<R> optionsRecord, Needs.Teller<R> needs, Handler<R> handler) {
      return handledBy(
          optionsRecord,
          new Handler<>() {
            @Override
            public Reply handle(R options, Invocation by) {
              return handler.handle(options, by);
            }

            @Override
            public Needs needs(R options, Invocation by) {
              return needs.of(options, by);
            }
          });
    }

    public <R extends Record> Command<R> handledBy(Class<R> optionsRecord, Handler<R> handler) {
      return new Command<>(
          name,
          summary,
          examples,
          OptionSchema.of(optionsRecord),
          permission,
          effect,
          risk,
          audited,
          Optional.empty(),
          Optional.empty(),
          handler);
    }
  }
}
