package io.mycelium.functions.dropin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// Names a folder of functions among those of all gateways. The name is kept in the folder, so that
/// it outlives the gateway.
public record Origin(String value) {
  private static final String FILE = ".origin";
  private static final Pattern FORM = Pattern.compile("[a-f0-9]{16}");

  public Origin {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("an origin has 16 hexadecimal digits");
    }
  }

  /// The folder's name, which it gets at the first call.
  ///
  /// @param folder exists
  /// @throws UncheckedIOException when the folder cannot be written to
  /// @throws IllegalArgumentException when the folder's file has something else in it
  public static Origin of(Path folder, RandomGenerator random) {
    Path file = folder.resolve(FILE);
    try {
      return read(file);
    } catch (NoSuchFileException e) {
      return create(file, random);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Origin create(Path file, RandomGenerator random) {
    var origin = new Origin(HexFormat.of().toHexDigits(random.nextLong()));
    try {
      Files.writeString(file, origin.value() + '\n', StandardOpenOption.CREATE_NEW);
      return origin;
    } catch (FileAlreadyExistsException e) {
      throw new IllegalStateException(file + " appeared while it was made; start again", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Origin read(Path file) throws IOException {
    return new Origin(Files.readString(file, StandardCharsets.US_ASCII).strip());
  }
}
