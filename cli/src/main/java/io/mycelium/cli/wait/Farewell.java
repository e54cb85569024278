package io.mycelium.cli.wait;

/// Says how to look later when somebody stops waiting with Ctrl-C. The call itself goes on.
final class Farewell implements AutoCloseable {
  private final Thread hook;

  Farewell(Notes notes, Story story) {
    hook = new Thread(() -> say(notes, story), "farewell");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void say(Notes notes, Story story) {
    notes.clear();
    notes.say("\nYou stopped waiting; it goes on. To look later:");
    if (story.approval()) {
      notes.say("  " + story.look("approval", "show"));
    }
    if (!story.job().isEmpty()) {
      notes.say("  " + story.look("job", "show"));
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending, and the hook has its say.
      return;
    }
  }
}
