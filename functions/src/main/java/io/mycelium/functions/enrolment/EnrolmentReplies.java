package io.mycelium.functions.enrolment;

import io.mycelium.core.link.DroneKey;
import io.mycelium.core.link.DroneSheet;
import io.mycelium.core.reply.Field;
import io.mycelium.core.reply.Reply;
import io.mycelium.core.text.PlainText;
import io.mycelium.functions.enrolment.Asking.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What people are told of drones that ask and that are enrolled. What a drone said of itself is
/// made safe to show.
final class EnrolmentReplies {
  private static final int LONGEST = 200;

  private EnrolmentReplies() {}

  static Reply asked(Asked asked) {
    return new Reply.Text("The drone %s asks.".formatted(line(asked.about().name())));
  }

  /// Who it is and what it said of itself.
  static Reply card(String title, String text, DroneKey key, DroneSheet about) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("name", "Name", line(about.name())));
    fields.add(new Field("fingerprint", "Fingerprint of its key", key.fingerprint()));
    fields.add(new Field("machine", "Machine, as it says", machine(about)));
    fields.add(new Field("id", "Id", key.drone().value()));
    return new Reply.Card(Optional.empty(), title, Optional.empty(), text, fields, List.of());
  }

  static String machine(DroneSheet about) {
    String cards = about.cards().isEmpty() ? "" : ", " + String.join(" and ", about.cards());
    return line(
        "%s, %s, %d cores, %s%s"
            .formatted(
                about.host(), about.system(), about.cores(), size(about.memoryBytes()), cards));
  }

  static Reply.Refused unknown(String code) {
    return Reply.Refused.because(
        Reply.Reason.NOT_FOUND,
        "not-found",
        "No drone waits under '%s': the code is mistyped, or its time is over. 'drone enrolled' shows those that wait."
            .formatted(PlainText.line(code, 60)));
  }

  static String line(String text) {
    return PlainText.line(text, LONGEST);
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
