package io.mycelium.chatting.text;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;

/// A rule of ours for what begins with some characters; it is asked before those of CommonMark.
///
/// @param rule keeps nothing between two texts
record Trigger(Set<Character> characters, InlineContentParser rule)
    implements InlineContentParserFactory {

  @Override
  public Set<Character> getTriggerCharacters() {
    return characters;
  }

  @Override
  public InlineContentParser create() {
    return rule;
  }
}
