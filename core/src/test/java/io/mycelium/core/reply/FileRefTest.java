package io.mycelium.core.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.mycelium.core.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileRefTest {
  private static final String DIGEST = "ab".repeat(32);
  private static final FileRef NUMBERS = new FileRef(DIGEST, "q3 (final).csv", "text/csv", 1234);

  @Test
  void theObjectAndTheLineSayTheSame() {
    assertThat(NUMBERS).hasToString("blob:" + DIGEST + "/1234/text/csv/q3 (final).csv");

    assertThat(FileRef.read(new TextNode(NUMBERS.toString()))).contains(NUMBERS);
    assertThat(FileRef.read(NUMBERS.tree())).contains(NUMBERS);
    assertThat(Json.read(Json.write(NUMBERS), FileRef.class)).isEqualTo(NUMBERS);
    assertThat(Json.write(NUMBERS)).isEqualTo(NUMBERS.tree().toString());
  }

  @Test
  void namesOfStrangersAreMadeSafe() {
    var given = NUMBERS.tree().put("name", "../../.ssh/key\u202e").put("mediaType", "Text/CSV;x=y");

    assertThat(FileRef.read(given)).contains(new FileRef(DIGEST, "key", "text/csv", 1234));
    assertThat(FileRef.of(NUMBERS.content(), "..", "nonsense"))
        .isEqualTo(new FileRef(DIGEST, "file", "application/octet-stream", 1234));
    assertThat(FileRef.of(NUMBERS.content(), "a/b.md", ""))
        .isEqualTo(new FileRef(DIGEST, "b.md", "text/markdown", 1234));
  }

  @Test
  void anUnsafeOneCannotBeMade() {
    assertThatThrownBy(() -> new FileRef(DIGEST, "../x", "text/csv", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FileRef(DIGEST, "", "text/csv", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FileRef("ab", "x", "text/csv", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FileRef(DIGEST, "x", "Text/CSV", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FileRef(DIGEST, "x", "text/csv", -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "'q3.csv'",
        "'blob:abc/1/text/csv/x'",
        "'blob:DIGEST/1/csv/x'",
        "'blob:DIGEST/-1/text/csv/x'",
        "'blob:DIGEST/1/text/csv/'",
        "{'digest':'DIGEST','name':'x','mediaType':'text/csv'}",
        "{'digest':'DIGEST','name':'x','mediaType':'text','size':1}",
        "{'digest':'DIGEST','name':'x','mediaType':'text/csv','size':-1}",
        "{'digest':'DIGEST','name':'x','mediaType':'text/csv','size':1.5}",
        "{'digest':'DIGEST','name':'x','mediaType':'text/csv','size':'1'}",
        "{'digest':'DIGEST','name':'','mediaType':'text/csv','size':1}",
        "{'digest':'DIGEST','name':{'a':1},'mediaType':'text/csv','size':1}",
        "{'digest':'AB','name':'x','mediaType':'text/csv','size':1}"
      })
  void whatIsNoFileIsNone(String given) {
    String json = given.replace('\'', '"').replace("DIGEST", DIGEST);

    assertThat(FileRef.read(Json.parse(json))).isEmpty();
  }
}
