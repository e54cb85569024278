package io.mycelium.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.mycelium.core.command.OptionType;
import io.mycelium.core.function.Catalogue;
import io.mycelium.core.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String CALL = "/api/v1/commands/";

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static Gateway gateway;

  @BeforeAll
  static void open() {
    gateway = new Gateway();
  }

  @AfterAll
  static void close() {
    gateway.close();
  }

  @Test
  void theCatalogueTellsAllThatASurfaceNeeds() throws Exception {
    JsonNode catalog = Json.parse(gateway.read("/api/v1/catalog").body());

    assertThat(catalog.path("version").longValue()).isEqualTo(gateway.catalogue.version());
    assertThat(catalog.path("commands")).hasSameSizeAs(gateway.catalogue.entries());
    assertThat(catalog.path("broken").toString())
        .isEqualTo("[{\"name\":\"limp\",\"cause\":\"function.yaml: is missing\"}]");
    JsonNode every = named(catalog, "every option");
    assertThat(every.path("function").textValue()).isEqualTo("test");
    assertThat(every.path("permission").textValue()).isEqualTo("any");
    assertThat(every.path("effect").textValue()).isEqualTo("read");
    assertThat(every.path("risk").textValue()).isEqualTo("low");
    assertThat(every.path("options").findValuesAsText("type"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(OptionType.values()).map(OptionType::word).toList());
    assertThat(every.path("options").path(1))
        .isEqualTo(
            Json.parse(
                """
                {"name":"count","help":"count","type":"integer","required":false,
                 "positional":false,"allowed":"a whole number from 1 to 5","standard":2,
                 "min":1,"max":5}\
                """));
    assertThat(every.path("options").path(3).path("choices"))
        .map(JsonNode::textValue)
        .containsExactly("red", "deep-blue");
    assertThat(named(catalog, "echo").path("examples").path(0).textValue()).isEqualTo("echo hello");
    assertThat(named(catalog, "echo").path("options").path(0).path("positional").booleanValue())
        .isTrue();
  }

  private static JsonNode named(JsonNode catalog, String name) {
    for (JsonNode command : catalog.path("commands")) {
      if (command.path("name").textValue().equals(name)) {
        return command;
      }
    }
    throw new AssertionError("no command " + name);
  }

  @Test
  void whoHasTheCatalogueIsToldThatItIsTheSameUntilItChanges() throws Exception {
    String tag = gateway.read("/api/v1/catalog").headers().firstValue("etag").orElseThrow();
    HttpResponse<String> same = readWith(tag);

    Catalogue before = gateway.catalogue;
    gateway.catalogue = gateway.commands.catalogue(2);
    HttpResponse<String> changed = readWith(tag);
    gateway.catalogue = before;

    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(Json.parse(changed.body()).path("version").longValue()).isEqualTo(2);
    assertThat(changed.headers().firstValue("etag").orElseThrow()).isNotEqualTo(tag);
  }

  private static HttpResponse<String> readWith(String tag) throws Exception {
    return gateway.client.send(
        HttpRequest.newBuilder(gateway.at("/api/v1/catalog")).header("If-None-Match", tag).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void theOpenApiDocumentHasTheFormOfThreeOne() throws Exception {
    String document = gateway.read("/openapi.json").body();

    List<Error> errors =
        SCHEMAS
            .getSchema(resource("openapi-3.1-as-used.schema.json"))
            .validate(document, InputFormat.JSON);

    assertThat(errors).isEmpty();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = DocumentsTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void everyCommandAndEveryRouteIsInTheOpenApiDocument() throws Exception {
    JsonNode paths = Json.parse(gateway.read("/openapi.json").body()).path("paths");

    List<String> names = new ArrayList<>();
    paths.fieldNames().forEachRemaining(names::add);
    List<String> expected =
        new ArrayList<>(
            gateway.catalogue.entries().stream()
                .map(e -> CALL + e.command().name().dashed())
                .toList());
    expected.addAll(
        List.of(
            "/api/v1/catalog",
            "/openapi.json",
            "/api/v1/events",
            "/api/v1/blobs",
            "/api/v1/blobs/{digest}",
            "/healthz",
            "/readyz",
            "/metrics"));
    assertThat(names).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryOperationHasANameOfItsOwn() throws Exception {
    JsonNode document = Json.parse(gateway.read("/openapi.json").body());

    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isObject()).as(ref).isTrue());
    assertThat(document.path("paths").findValuesAsText("operationId")).doesNotHaveDuplicates();
    assertThat(document.at("/paths/~1api~1v1~1commands~1echo/post/responses").fieldNames())
        .toIterable()
        .contains("200", "202", "400", "401", "403", "404", "409", "422", "428", "429", "503");
    assertThat(document.at("/components/securitySchemes/key/scheme").textValue())
        .isEqualTo("bearer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{'text':'a','colour':'red'} | true",
        "{'text':'a','colour':'deep-blue','count':5,'really':true,'time':'90s','path':'/tmp',"
            + "'peer':'ada','where':'main','thing':'#12'} | true",
        "{'text':'a','colour':'red','thing':12} | true",
        "{'text':'a','colour':'red','thing':'tsk_1'} | true",
        "{'colour':'red'} | false",
        "{'text':'','colour':'red'} | false",
        "{'text':'more than ten','colour':'red'} | false",
        "{'text':'a','colour':'green'} | false",
        "{'text':'a','colour':'red','count':6} | false",
        "{'text':'a','colour':'red','count':0} | false",
        "{'text':'a','colour':'red','really':1} | false",
        "{'text':'a','colour':'red','path':'tmp'} | false",
        "{'text':'a','colour':'red','where':'No'} | false",
        "{'text':'a','colour':'red','thing':-1} | false",
        "{'text':'a','colour':'red','file':{'digest':'DIGEST','name':'q3.csv','mediaType':'text/csv','size':5}} | true",
        "{'text':'a','colour':'red','file':{'digest':'DIGEST','name':'/x/q3.csv','mediaType':'Text/CSV; a=b','size':5}} | true",
        "{'text':'a','colour':'red','file':{'digest':'abc','name':'q3.csv','mediaType':'text/csv','size':5}} | false",
        "{'text':'a','colour':'red','file':{'digest':'DIGEST','name':'','mediaType':'text/csv','size':5}} | false",
        "{'text':'a','colour':'red','file':{'digest':'DIGEST','name':'q3.csv','mediaType':'csv','size':5}} | false",
        "{'text':'a','colour':'red','file':{'digest':'DIGEST','name':'q3.csv','mediaType':'text/csv','size':-5}} | false",
        "{'text':'a','colour':'red','file':{'digest':'DIGEST'}} | false",
        "{'text':'a','colour':'red','file':'/tmp/q3.csv'} | false",
        "{'text':'a','colour':'red','else':1} | false"
      })
  void theSchemaOfACommandAndItsParserAgree(String quoted, boolean fits) throws Exception {
    String digest =
        gateway
            .blobs
            .store(new ByteArrayInputStream("1,2,3".getBytes(StandardCharsets.UTF_8)), HOUR)
            .digest();
    String body = quoted.replace('\'', '"').replace("DIGEST", digest);
    JsonNode document = Json.parse(gateway.read("/openapi.json").body());
    JsonNode schema =
        document.at(
            "/paths/~1api~1v1~1commands~1every-option/post/requestBody/content/application~1json/schema");

    List<Error> errors = SCHEMAS.getSchema(Json.write(schema)).validate(body, InputFormat.JSON);
    HttpResponse<String> response = gateway.call(Gateway.ADA, "every-option", body);

    assertThat(errors.isEmpty()).as(errors.toString()).isEqualTo(fits);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(fits ? 200 : 400);
  }
}
