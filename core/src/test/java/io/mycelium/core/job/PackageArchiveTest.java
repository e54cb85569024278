package io.mycelium.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageArchiveTest {
  @TempDir Path folder;

  @Test
  void sameFilesInAnyOrderGiveTheSameBytes() {
    var a = file("a.py", false, "print(1)");
    var b = file("lib/b.sh", true, "echo");

    byte[] one = PackageArchive.write(List.of(a, b));
    byte[] other = PackageArchive.write(List.of(b, a));

    assertThat(one).isEqualTo(other);
  }

  @Test
  void executableBitChangesTheBytes() {
    byte[] plain = PackageArchive.write(List.of(file("a", false, "x")));
    byte[] executable = PackageArchive.write(List.of(file("a", true, "x")));

    assertThat(plain).isNotEqualTo(executable);
  }

  @Test
  void unpackedFilesAreWhatWasPacked() throws IOException {
    byte[] packed =
        PackageArchive.write(
            List.of(file("naïve.py", false, "print('ü')"), file("bin/go/run.sh", true, "")));

    PackageArchive.unpack(new ByteArrayInputStream(packed), folder);

    assertThat(folder.resolve("naïve.py")).hasContent("print('ü')");
    assertThat(Files.isExecutable(folder.resolve("naïve.py"))).isFalse();
    assertThat(folder.resolve("bin/go/run.sh")).isEmptyFile().isExecutable();
  }

  @Test
  void ordinaryTarReadsIt() throws Exception {
    Path tar = folder.resolve("package.tar");
    Files.write(tar, PackageArchive.write(List.of(file("lib/run.sh", true, "echo hello"))));

    var process = new ProcessBuilder("tar", "-tvf", tar.toString()).start();
    String listed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(listed).contains("-rwxr-xr-x").contains("lib/run.sh");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "/etc/passwd", "a/../../x", "a//b", "./a", "a\\b", "a\nb", "", ".."})
  void pathThatLeadsElsewhereIsRefusedOnBothSides(String path) {
    byte[] packed = PackageArchive.write(List.of(file("innocent-name", false, "x")));
    byte[] forged = withName(packed, path);

    assertThatThrownBy(() -> file(path, false, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PackageArchive.unpack(new ByteArrayInputStream(forged), folder))
        .isInstanceOf(PackageArchive.Malformed.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void symbolicLinkInTheArchiveIsRefused() {
    byte[] packed = PackageArchive.write(List.of(file("link", false, "")));
    packed[156] = '2';

    assertThatThrownBy(
            () -> PackageArchive.unpack(new ByteArrayInputStream(resummed(packed)), folder))
        .isInstanceOf(PackageArchive.Malformed.class)
        .hasMessageContaining("regular files");
  }

  @Test
  void twoFilesOfOneNameAreRefused() {
    List<PackageFile> files = List.of(file("a", false, "1"), file("a", false, "2"));

    assertThatThrownBy(() -> PackageArchive.write(files))
        .isInstanceOf(PackageArchive.Malformed.class);
  }

  @Test
  void tooManyFilesAndTooManyBytesAreRefused() {
    List<PackageFile> many = new ArrayList<>();
    for (int i = 0; i <= PackageArchive.MAX_FILES; i++) {
      many.add(file("f" + i, false, ""));
    }
    var large = new PackageFile("large", false, new byte[PackageArchive.MAX_BYTES + 1]);

    assertThatThrownBy(() -> PackageArchive.write(many))
        .isInstanceOf(PackageArchive.Malformed.class);
    assertThatThrownBy(() -> PackageArchive.write(List.of(large)))
        .isInstanceOf(PackageArchive.Malformed.class);
  }

  /// Seeded: each damage either leaves a package whose files read differently, or is refused; it
  /// never ends in another error.
  @Test
  void damagedArchiveIsRefusedOrReadsAsOtherFiles() throws IOException {
    byte[] packed = PackageArchive.write(List.of(file("a.py", false, "x".repeat(700))));
    var random = new Random(7);

    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = packed.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        byte[] again = PackageArchive.write(PackageArchive.read(new ByteArrayInputStream(damaged)));
        assertThat(Arrays.equals(again, packed)).isFalse();
      } catch (PackageArchive.Malformed e) {
        assertThat(e).hasMessageContaining("package");
      }
    }
  }

  @Test
  void cutArchiveIsRefused() {
    byte[] packed = PackageArchive.write(List.of(file("a.py", false, "x".repeat(700))));

    for (int end = 0; end < packed.length; end += 100) {
      var cut = new ByteArrayInputStream(packed, 0, end);
      assertThatThrownBy(() -> PackageArchive.read(cut))
          .isInstanceOf(PackageArchive.Malformed.class);
    }
  }

  private static PackageFile file(String path, boolean executable, String content) {
    return new PackageFile(path, executable, content.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] withName(byte[] packed, String name) {
    byte[] forged = packed.clone();
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 100; i++) {
      forged[i] = i < bytes.length ? bytes[i] : 0;
    }
    return resummed(forged);
  }

  private static byte[] resummed(byte[] packed) {
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += i >= 148 && i < 156 ? ' ' : packed[i] & 0xff;
    }
    byte[] digits = "%06o".formatted(sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, packed, 148, 6);
    return packed;
  }
}
