package io.campanile.jobs.release;

import io.campanile.model.ByteReader;
import io.campanile.model.ByteWriter;
import io.campanile.model.ValueCodec;
import io.campanile.patterns.PatternFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A {@link Release} in binary, behind a version; its texts, which are alike, are compressed. */
public final class ReleaseCodec {

  /** The version that this code writes. */
  public static final int VERSION = 1;

  private ReleaseCodec() {}

  /** Writes a release. */
  public static byte[] write(Release release) {
    try {
      ByteWriter texts = new ByteWriter(16_384);
      Map<String, String> files = release.files().texts();
      ValueCodec.writeUnsigned(texts, files.size());
      for (Map.Entry<String, String> file : files.entrySet()) {
        ValueCodec.writeText(texts, file.getKey());
        ValueCodec.writeText(texts, file.getValue());
      }
      ByteWriter out = new ByteWriter(4_096);
      out.writeByte(VERSION);
      out.writeLong(release.fromMillis());
      out.writeLong(release.announcedMillis());
      out.write(compressed(texts.toBytes()));
      return out.toBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
  }

  private static byte[] compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  /** Reads what {@link #write} of this or an older version wrote. */
  public static Release read(byte[] bytes) throws IOException {
    ByteReader in = new ByteReader(bytes);
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IOException("A release has format " + version + ": written by a newer version");
    }
    long fromMillis = in.readLong();
    long announcedMillis = in.readLong();
    int headBytes = 1 + 2 * Long.BYTES;
    try (GZIPInputStream gzip =
        new GZIPInputStream(new ByteArrayInputStream(bytes, headBytes, bytes.length - headBytes))) {
      ByteReader texts = new ByteReader(gzip.readAllBytes());
      TreeMap<String, String> files = new TreeMap<>();
      int size = ValueCodec.readSize(texts);
      for (int i = 0; i < size; i++) {
        String path = ValueCodec.readText(texts);
        files.put(path, ValueCodec.readText(texts));
      }
      return new Release(fromMillis, announcedMillis, new PatternFiles(files));
    }
  }
}
