/// What the caller can mend, as a sentence for them.
class Refusal extends RuntimeException {
  Refusal(String sentence, Object... details) {
    super(sentence.formatted(details));
  }
}
