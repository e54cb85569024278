package io.mycelium.chatting.text;

import java.time.Instant;

/// Writes words as they are, but for what would be a fence, and names each part.
final class BareDialect implements Dialect {
  @Override
  public String words(String text) {
    return text.replace('`', '\u02cb');
  }

  @Override
  public String lineStart(String rendered) {
    return rendered.startsWith("#") ? "\\" + rendered : rendered;
  }

  @Override
  public String strong(String rendered) {
    return "<b>" + rendered + "</b>";
  }

  @Override
  public String emphasis(String rendered) {
    return "<i>" + rendered + "</i>";
  }

  @Override
  public String struck(String rendered) {
    return "<s>" + rendered + "</s>";
  }

  @Override
  public String code(String text) {
    return "`" + words(text) + "`";
  }

  @Override
  public String time(Instant at, String words) {
    return "<t " + at + ">" + words + "</t>";
  }

  @Override
  public String fence(String info, String text) {
    return "```" + info + "\n" + words(text) + "\n```";
  }

  @Override
  public String link(String url, String label) {
    return labelled(url, label);
  }

  @Override
  public String address(String web) {
    return labelled(web, web);
  }

  @Override
  public String labelled(String web, String label) {
    return "<a " + web + ">" + label + "</a>";
  }

  @Override
  public String heading(int level, String rendered) {
    return "h" + level + " " + rendered;
  }

  @Override
  public String bullet(int depth) {
    return depth == 0 ? "• " : "◦ ";
  }

  @Override
  public String quoteMark() {
    return "> ";
  }

  @Override
  public String rule() {
    return "---";
  }

  @Override
  public String indent() {
    return "  ";
  }
}
