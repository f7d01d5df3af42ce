package io.campanile.connectors.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Unpacks, and finds out with the first byte, not before, that there is nothing to unpack. */
final class Gunzip extends FilterInputStream {

  /** How the message begins where there is nothing to unpack. */
  static final String NOT_GZIP = "not a gzip file, as its name says";

  private @Nullable InputStream unpacked;

  Gunzip(InputStream packed) {
    super(packed);
  }

  private InputStream unpacked() throws IOException {
    if (unpacked == null) {
      try {
        unpacked = new GZIPInputStream(in, 64 * 1024);
      } catch (ZipException | EOFException e) {
        throw new ZipException(NOT_GZIP + ": " + e.getMessage());
      }
    }
    return unpacked;
  }

  @Override
  public int read() throws IOException {
    return unpacked().read();
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return unpacked().read(target, offset, length);
  }
}
