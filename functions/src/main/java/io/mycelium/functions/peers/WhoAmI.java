package io.mycelium.functions.peers;

import io.mycelium.core.command.Command;
import io.mycelium.core.command.Invocation;
import io.mycelium.core.peer.Caller;
import io.mycelium.core.peer.Permission;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.reply.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `whoami`: how the caller is known here.
final class WhoAmI {
  record Options() {}

  Command<Options> command() {
    return Command.named("whoami")
        .summary("Say how you are known here and what you may do")
        .examples(
            "who am I?",
            "what may I do?",
            "what is my role?",
            "do I have the rights of an operator?")
        .permission(Permission.ANY)
        .handledBy(Options.class, this::handle);
  }

  private Reply handle(Options options, Invocation by) {
    Caller caller = by.caller();
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("name", "Name", caller.name()));
    fields.add(new Field("role", "Role", caller.role().word()));
    fields.add(new Field("kind", "Kind", caller.kind().name().toLowerCase(Locale.ROOT)));
    fields.add(new Field("room", "Room", by.place().room().value()));
    fields.add(new Field("id", "Id", caller.id().value()));
    caller.key().ifPresent(key -> fields.add(new Field("key", "Key", key.value())));
    return new Reply.Card(
        Optional.of(Subject.of(PeerRecords.KIND.name(), caller.id())),
        caller.name(),
        Optional.of(caller.role().word()),
        "",
        fields,
        List.of());
  }
}
