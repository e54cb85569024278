package io.mycelium.core.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A function's package as one piece of content: a plain tar file in which the same files always
/// give the same bytes, and so the same digest, whoever packs them and when. Only regular files are
/// in it, with their executable bit; nothing in it points outside.
public final class PackageArchive {
  /// Most files of a package.
  public static final int MAX_FILES = 200;

  /// Most bytes of a package's files together.
  public static final int MAX_BYTES = 4 << 20;

  private static final int BLOCK = 512;
  private static final int NAME = 0;
  private static final int MODE = 100;
  private static final int OWNER = 108;
  private static final int GROUP = 116;
  private static final int SIZE = 124;
  private static final int TIME = 136;
  private static final int SUM = 148;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final byte[] USTAR = "ustar\00000".getBytes(StandardCharsets.US_ASCII);

  private PackageArchive() {}

  /// The content is no package, or larger than one may be. The message is fit for people.
  public static final class Malformed extends RuntimeException {
    public Malformed(String message) {
      super(message);
    }
  }

  /// Packs files, sorted by path.
  ///
  /// @throws Malformed when there are too many, too large or two of one name
  public static byte[] write(List<PackageFile> files) {
    List<PackageFile> sorted =
        files.stream().sorted(Comparator.comparing(PackageFile::path)).toList();
    var within = new Bounds();
    var out = new ByteArrayOutputStream();
    for (PackageFile file : sorted) {
      within.add(file.path(), file.content().length);
      out.writeBytes(header(file));
      out.writeBytes(file.content());
      out.writeBytes(new byte[padding(file.content().length)]);
    }
    out.writeBytes(new byte[2 * BLOCK]);
    return out.toByteArray();
  }

  /// Reads what [#write] wrote, and nothing else. The stream is read to its end, not closed.
  ///
  /// @throws Malformed when the content is anything else
  public static List<PackageFile> read(InputStream in) throws IOException {
    List<PackageFile> files = new ArrayList<>();
    var within = new Bounds();
    byte[] header = block(in);
    while (!empty(header)) {
      files.add(file(header, in, within));
      header = block(in);
    }
    if (!empty(block(in)) || in.read() >= 0) {
      throw new Malformed("the package goes on after its end");
    }
    return List.copyOf(files);
  }

  /// Reads a package and writes its files below a folder, for their owner alone.
  ///
  /// @param folder exists, is empty, and nobody else writes to it
  /// @throws Malformed when the content is no package; files that were written remain
  public static void unpack(InputStream in, Path folder) throws IOException {
    for (PackageFile file : read(in)) {
      Path target = folder.resolve(file.path()).normalize();
      if (!target.startsWith(folder.normalize())) {
        throw new Malformed("a file of the package lies outside of it");
      }
      Files.createDirectories(
          target.resolveSibling(""),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.write(target, file.content(), StandardOpenOption.CREATE_NEW);
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(file.executable() ? "rwx------" : "rw-------"));
    }
  }

  /// What a package may hold at most, counted file by file.
  private static final class Bounds {
    private final Set<String> paths = new HashSet<>();
    private long bytes;

    void add(String path, long size) {
      bytes += size;
      if (!paths.add(path)) {
        throw new Malformed("the package has two files of one name");
      }
      if (paths.size() > MAX_FILES || bytes > MAX_BYTES) {
        throw new Malformed(
            "a package has at most %d files and %d MiB".formatted(MAX_FILES, MAX_BYTES >> 20));
      }
    }
  }

  private static byte[] header(PackageFile file) {
    byte[] out = new byte[BLOCK];
    byte[] path = file.path().getBytes(StandardCharsets.UTF_8);
    System.arraycopy(path, 0, out, NAME, path.length);
    octal(out, MODE, 8, file.executable() ? 0_755 : 0_644);
    octal(out, OWNER, 8, 0);
    octal(out, GROUP, 8, 0);
    octal(out, SIZE, 12, file.content().length);
    octal(out, TIME, 12, 0);
    out[TYPE] = '0';
    System.arraycopy(USTAR, 0, out, MAGIC, USTAR.length);
    octal(out, SUM, 7, sum(out));
    out[SUM + 7] = ' ';
    return out;
  }

  /// Octal digits and a zero byte, as tar has numbers.
  private static void octal(byte[] out, int at, int width, int number) {
    String digits = ("%0" + (width - 1) + "o").formatted(number);
    System.arraycopy(digits.getBytes(StandardCharsets.US_ASCII), 0, out, at, width - 1);
  }

  /// The header's checksum, which counts its own field as blanks.
  private static int sum(byte[] header) {
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= SUM && i < SUM + 8 ? ' ' : header[i] & 0xff;
    }
    return sum;
  }

  /// A file is accepted if packing it again gives the very same header: there is one form only.
  private static PackageFile file(byte[] header, InputStream in, Bounds within) throws IOException {
    String path = path(header);
    int size = size(header);
    if (!PackageFile.safe(path)) {
      throw new Malformed("a file of the package has a path that leads elsewhere");
    }
    within.add(path, size);
    byte[] content = exactly(in, size);
    boolean padded = empty(exactly(in, padding(size)));
    boolean executable = header[MODE + 4] == '7';
    var file = new PackageFile(path, executable, content);
    if (!padded || !Arrays.equals(header, header(file))) {
      throw new Malformed("the package has something else than regular files");
    }
    return file;
  }

  private static String path(byte[] header) {
    int end = NAME;
    while (end < MODE && header[end] != 0) {
      end++;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(header, NAME, end))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("a file of the package has a name that is not UTF-8");
    }
  }

  private static int size(byte[] header) {
    try {
      int size = Integer.parseInt(new String(header, SIZE, 11, StandardCharsets.US_ASCII), 8);
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      // Told below, with the negative ones.
    }
    throw new Malformed("the content is not a package");
  }

  private static int padding(int size) {
    return (BLOCK - size % BLOCK) % BLOCK;
  }

  private static byte[] block(InputStream in) throws IOException {
    return exactly(in, BLOCK);
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    byte[] read = in.readNBytes(size);
    if (read.length < size) {
      throw new Malformed("the package ends too early");
    }
    return read;
  }

  private static boolean empty(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
