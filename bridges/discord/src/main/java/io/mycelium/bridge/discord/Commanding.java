package io.mycelium.bridge.discord;

import io.mycelium.bridge.discord.render.DiscordCommandSet;
import io.mycelium.bridge.discord.render.DiscordCommands;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.state.Flag;
import io.mycelium.core.state.Flags;
import java.util.Optional;
import net.dv8tion.jda.api.JDA;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the application's commands those of the catalogue. They are sent only when they are others
/// than were sent last: Discord takes few such changes a day. For one thread.
final class Commanding {
  private static final Logger LOG = LoggerFactory.getLogger(Commanding.class);

  private final Catalogue.Source catalogue;
  private final Flags flags;
  private Optional<Catalogue> done = Optional.empty();

  Commanding(Catalogue.Source catalogue, Flags flags) {
    this.catalogue = catalogue;
    this.flags = flags;
  }

  /// Sends the commands, if they changed. To be called again and again; it is cheap.
  void keep(JDA jda) {
    Catalogue now = catalogue.current();
    if (done.filter(before -> before.version() == now.version()).isPresent()) {
      return;
    }
    DiscordCommandSet set = DiscordCommands.of(now);
    var flag = new Flag("discord-commands-" + jda.getSelfUser().getApplicationId());
    if (flags.value(flag).equals(set.digest()) || sent(jda, set, flag)) {
      done = Optional.of(now);
    }
  }

  /// Sends them.
  ///
  /// @return whether it need not be tried again
  private boolean sent(JDA jda, DiscordCommandSet set, Flag flag) {
    return switch (Calls.call(() -> jda.updateCommands().addCommands(set.commands()))) {
      case Result.Ok<?> _ -> {
        flags.set(flag, set.digest());
        LOG.info("Discord has {} commands now", set.commands().size());
        yield true;
      }
      case Result.Refused(var code, var why) -> {
        LOG.error("Discord refuses the commands: {} {}", code, why);
        yield true;
      }
      case Result.Later<?> _, Result.Unknown<?> _ -> false;
    };
  }
}
