/// Discord as a program on the other end meets it, offline: [DiscordTwin], and [DiscordPerson] in
/// front of it.
@NullMarked
package io.mycelium.bridge.discord.far;

import org.jspecify.annotations.NullMarked;
