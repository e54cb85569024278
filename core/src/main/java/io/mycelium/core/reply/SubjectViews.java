package io.mycelium.core.reply;

import io.mycelium.core.peer.Caller;
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
    return view(subject).flatMap(view -> view.draw(subject.id()));
  }

  /// The state that the subject's card shows; empty also when it is no more, or nobody draws its
  /// type.
  public Optional<String> state(Subject subject) {
    return view(subject).flatMap(view -> view.state(subject.id()));
  }

  /// The subject's card for somebody who asks for it; empty also when they may not know of it.
  public Optional<Reply.Card> drawFor(Caller viewer, Subject subject) {
    return view(subject).flatMap(view -> view.drawFor(viewer, subject.id()));
  }

  /// The subject's card for a live post; empty when it is no more, or nobody draws its type.
  public Optional<Reply.Card> drawPosted(Subject subject) {
    return view(subject).flatMap(view -> view.drawPosted(subject.id()));
  }

  private Optional<SubjectView> view(Subject subject) {
    return Optional.ofNullable(byType.get(subject.type()));
  }
}
