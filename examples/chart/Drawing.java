import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/// Bars, as text for the chat and as a picture to keep. The longest takes the whole width; what is below zero is drawn lighter.
final class Drawing {
  private static final int TEXT_WIDTH = 30;
  private static final int LONGEST_LABEL = 24;
  private static final int ROW = 30;
  private static final int LEFT = 220;
  private static final int WIDTH = 760;

  private final String title;
  private final List<Totals.Bar> bars;
  private final DecimalFormat format;
  private final BigDecimal longest;

  Drawing(String title, List<Totals.Bar> bars) {
    this.title = title;
    this.bars = bars;
    this.format = format(bars.stream().mapToInt(bar -> bar.amount().scale()).max().orElse(0));
    this.longest = bars.stream().map(bar -> bar.amount().abs()).reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  String number(BigDecimal amount) {
    return format.format(amount);
  }

  /// Lines of equally wide characters.
  String text() {
    int names = bars.stream().mapToInt(bar -> Plain.width(label(bar))).max().orElse(0);
    int numbers = bars.stream().mapToInt(bar -> number(bar.amount()).length()).max().orElse(0);
    var lines = new StringBuilder();
    for (Totals.Bar bar : bars) {
      String label = label(bar);
      String number = number(bar.amount());
      String drawn = (bar.amount().signum() < 0 ? "░" : "█").repeat(share(bar, TEXT_WIDTH));
      String line = label + " ".repeat(names - Plain.width(label) + 2 + numbers - number.length()) + number + "  " + drawn;
      lines.append(line.stripTrailing()).append('\n');
    }
    return lines.toString();
  }

  /// A picture that is readable on white and on black.
  String svg() {
    int height = 60 + ROW * bars.size();
    var svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" font-family="system-ui, sans-serif" font-size="14">
        <style>
        text { fill: #1c1c1c } rect { fill: #2f6f4f } .below { fill: #b5532d } .paper { fill: #ffffff }
        @media (prefers-color-scheme: dark) { text { fill: #eeeeee } rect { fill: #6fbf8f } .below { fill: #e58e6a } .paper { fill: #161616 } }
        </style>
        <title>%s</title>
        <rect class="paper" width="100%%" height="100%%"/>
        <text x="16" y="30" font-size="17" font-weight="600">%s</text>
        """
            .formatted(WIDTH, height, WIDTH, height, Plain.inXml(title, 200), Plain.inXml(title, 80)));
    for (int i = 0; i < bars.size(); i++) {
      Totals.Bar bar = bars.get(i);
      int y = 50 + ROW * i;
      int length = share(bar, WIDTH - LEFT - 130);
      svg.append(
          """
          <text x="%d" y="%d" text-anchor="end">%s</text>
          <rect x="%d" y="%d" width="%d" height="%d"%s/>
          <text x="%d" y="%d">%s</text>
          """
              .formatted(
                  LEFT - 10, y + 15, Plain.inXml(bar.name(), LONGEST_LABEL),
                  LEFT, y, length, ROW - 8, bar.amount().signum() < 0 ? " class=\"below\"" : "",
                  LEFT + length + 8, y + 15, Plain.inXml(number(bar.amount()), 60)));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String label(Totals.Bar bar) {
    return Plain.inCode(bar.name(), LONGEST_LABEL);
  }

  private int share(Totals.Bar bar, int whole) {
    return longest.signum() == 0
        ? 0
        : bar.amount().abs().multiply(BigDecimal.valueOf(whole)).divide(longest, MathContext.DECIMAL32).intValue();
  }

  private static DecimalFormat format(int scale) {
    int digits = Math.clamp(scale, 0, 6);
    String cents = digits == 0 ? "" : "." + "0".repeat(digits);
    return new DecimalFormat("#,##0" + cents, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
