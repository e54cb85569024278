package io.mycelium.bridge.discord.far;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.message.MessageUpdateEvent;
import net.dv8tion.jda.api.events.message.react.MessageReactionAddEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/// A small application of JDA's, and what it hears.
final class JdaBot extends ListenerAdapter implements AutoCloseable {
  final List<String> heard = new CopyOnWriteArrayList<>();
  final List<SlashCommandInteractionEvent> unanswered = new CopyOnWriteArrayList<>();
  final JDA jda;

  JdaBot(DiscordTwin twin) throws InterruptedException {
    this(twin, twin.token());
  }

  JdaBot(DiscordTwin twin, String token) throws InterruptedException {
    jda =
        JDABuilder.createLight(
                token,
                GatewayIntent.DIRECT_MESSAGES,
                GatewayIntent.GUILD_MESSAGES,
                GatewayIntent.MESSAGE_CONTENT,
                GatewayIntent.GUILD_MESSAGE_REACTIONS)
            .setRestConfig(new RestConfig().setBaseUrl(twin.rest().toString()))
            .setSessionController(
                new ConcurrentSessionController() {
                  @Override
                  public String getGateway() {
                    return twin.gateway().toString();
                  }
                })
            .setEventPool(Executors.newVirtualThreadPerTaskExecutor(), true)
            .addEventListeners(this)
            .build()
            .awaitReady();
    jda.getGuildById(twin.guild())
        .updateCommands()
        .addCommands(
            Commands.slash("task", "Tasks")
                .addSubcommands(
                    new SubcommandData("create", "Create one")
                        .addOption(OptionType.STRING, "title", "Its title", true)
                        .addOptions(
                            new OptionData(OptionType.INTEGER, "size", "Its size"),
                            new OptionData(OptionType.USER, "who", "Who does it"),
                            new OptionData(OptionType.ATTACHMENT, "sheet", "More"),
                            new OptionData(OptionType.STRING, "tag", "A tag", false, true)),
                    new SubcommandData("ask", "Ask for one"),
                    new SubcommandData("wait", "Never answered")),
            Commands.message("Keep"))
        .complete();
  }

  @Override
  public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
    if (event.getFullCommandName().equals("task wait")) {
      unanswered.add(event);
      return;
    }
    if (event.getFullCommandName().equals("task ask")) {
      TextInput reason = TextInput.create("reason", TextInputStyle.SHORT).build();
      event
          .replyModal(Modal.create("why", "Why").addComponents(Label.of("Reason", reason)).build())
          .queue();
      return;
    }
    heard.add("roles " + event.getMember().getUnsortedRoles().stream().map(Role::getId).toList());
    String said =
        event.getOption("title").getAsString()
            + (event.getOption("size") == null ? "" : " " + event.getOption("size").getAsLong())
            + (event.getOption("who") == null
                ? ""
                : " " + event.getOption("who").getAsUser().getName());
    if (event.getOption("sheet") != null) {
      heard.add(event.getOption("sheet").getAsAttachment().getFileName());
    }
    event
        .deferReply(true)
        .queue(hook ->
            hook.editOriginal("made " + said)
                .queue(done ->
                    event
                        .getChannel()
                        .sendMessage("card " + said)
                        .addComponents(ActionRow.of(Button.primary("grant:7", "Grant")))
                        .queue()));
  }

  @Override
  public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
    event.replyChoiceStrings(event.getFocusedOption().getValue() + "-one").queue();
  }

  @Override
  public void onMessageContextInteraction(MessageContextInteractionEvent event) {
    event.reply("kept " + event.getTarget().getContentRaw()).setEphemeral(true).queue();
  }

  @Override
  public void onButtonInteraction(ButtonInteractionEvent event) {
    event.editMessage("granted by " + event.getUser().getName()).setComponents().queue();
  }

  @Override
  public void onStringSelectInteraction(StringSelectInteractionEvent event) {
    event.reply("chose " + event.getValues().getFirst()).queue();
  }

  @Override
  public void onModalInteraction(ModalInteractionEvent event) {
    event.reply("because " + event.getValue("reason").getAsString()).queue();
  }

  @Override
  public void onMessageReceived(MessageReceivedEvent event) {
    if (!event.getAuthor().isBot()) {
      boolean toMe = event.getMessage().getMentions().isMentioned(jda.getSelfUser());
      heard.add((toMe ? "mention " : "message ") + event.getMessage().getContentRaw());
    }
  }

  @Override
  public void onMessageUpdate(MessageUpdateEvent event) {
    heard.add("edit " + event.getMessage().getContentRaw());
  }

  @Override
  public void onMessageDelete(MessageDeleteEvent event) {
    heard.add("delete " + event.getMessageId());
  }

  @Override
  public void onMessageReactionAdd(MessageReactionAddEvent event) {
    heard.add("reaction " + event.getEmoji().getName());
  }

  @Override
  public void onSessionResume(SessionResumeEvent event) {
    heard.add("resumed");
  }

  @Override
  public void onSessionRecreate(SessionRecreateEvent event) {
    heard.add("recreated");
  }

  @Override
  public void close() {
    jda.shutdownNow();
  }
}
