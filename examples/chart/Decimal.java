import java.math.BigDecimal;
import java.util.regex.Pattern;

/// A way of writing numbers. No exponents: a short one could be a number of a billion digits.
enum Decimal {
  POINT('.', ','),
  COMMA(',', '.');

  private static final Pattern AROUND = Pattern.compile("^[€$£¥]\\s*|\\s*[€$£¥]$");
  private static final int LONGEST = 60;

  private final char separator;
  private final Pattern form;

  Decimal(char separator, char group) {
    this.separator = separator;
    String groups = "[ '’\u00a0\u202f%s]".formatted(Pattern.quote(String.valueOf(group)));
    this.form = Pattern.compile("[+-]?(?:\\d+|\\d{1,3}(?:%s\\d{3})+)(?:%s\\d+)?".formatted(groups, Pattern.quote(String.valueOf(separator))));
  }

  /// The number that a text is, or null.
  BigDecimal read(String text) {
    String stripped = text.strip().replace('−', '-');
    if (stripped.length() > LONGEST) {
      return null;
    }
    String number = AROUND.matcher(stripped).replaceAll("");
    if (!form.matcher(number).matches()) {
      return null;
    }
    return new BigDecimal(number.replaceAll("[^0-9+%s-]".formatted(separator), "").replace(separator, '.'));
  }
}
