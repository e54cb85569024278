package io.mycelium.core.reply;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The views of all features, by type of subject.
public final class SubjectViews {
  private final Map<String, SubjectView> byType;

  public SubjectViews(Collection<? extends SubjectView> views) {
    byType = views.stream().collect(Collectors.toUnmodifiableMap(SubjectView::type, v -> v));
  }

  /// The subject's card as it is now; empty when it is no more, or nobody draws its type.
  public Optional<Reply.Card> draw(Subject subject) {
    SubjectView view = byType.get(subject.type());
    return view == null ? Optional.empty() : view.draw(subject.id());
  }
}
