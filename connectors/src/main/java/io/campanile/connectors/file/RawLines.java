package io.campanile.connectors.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream as bytes: nothing is decoded, because the checks come later. Of a line that
 * is too long only the beginning is kept and the rest is counted, so that no line needs more memory
 * than the limit. Lines end with LF or CRLF; lines of nothing but white space are passed over, but
 * numbered.
 */
final class RawLines {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final int limitBytes;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int filled;

  private byte[] line = new byte[1024];
  private int kept;
  private long lengthBytes;
  private long number = -1;

  RawLines(InputStream in, int limitBytes) {
    this.in = in;
    this.limitBytes = limitBytes;
  }

  /** Goes to the next line that is not blank; false at the end. */
  boolean next() throws IOException {
    while (nextOrBlank()) {
      if (!isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** Goes to the next line, blank or not; false at the end. */
  boolean nextOrBlank() throws IOException {
    boolean found = readLine();
    number += found ? 1 : 0;
    return found;
  }

  /** The line, cut off at the limit. */
  byte[] bytes() {
    return Arrays.copyOf(line, kept);
  }

  /** Length of the whole line. */
  long lengthBytes() {
    return lengthBytes;
  }

  /** Which line it is, counted from 0, blank lines included. */
  long number() {
    return number;
  }

  private boolean readLine() throws IOException {
    kept = 0;
    lengthBytes = 0;
    byte last = 0;
    while (position < filled || fill()) {
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      keep(end - position);
      if (end > position) {
        last = buffer[end - 1];
      }
      boolean complete = end < filled;
      position = complete ? end + 1 : end;
      if (complete) {
        dropCarriageReturn(last);
        return true;
      }
    }
    dropCarriageReturn(last);
    return lengthBytes > 0;
  }

  private boolean fill() throws IOException {
    position = 0;
    filled = Math.max(0, in.read(buffer, 0, buffer.length));
    return filled > 0;
  }

  private void keep(int count) {
    int wanted = Math.min(count, limitBytes - kept);
    if (kept + wanted > line.length) {
      line = Arrays.copyOf(line, Math.min(limitBytes, Math.max(kept + wanted, 2 * line.length)));
    }
    System.arraycopy(buffer, position, line, kept, wanted);
    kept += wanted;
    lengthBytes += count;
  }

  private void dropCarriageReturn(byte last) {
    if (lengthBytes > 0 && last == '\r') {
      lengthBytes--;
      kept = (int) Math.min(kept, lengthBytes);
    }
  }

  /** A long line is never blank: what was not kept cannot be judged, and goes to the reader. */
  private boolean isBlank() {
    if (kept < lengthBytes) {
      return false;
    }
    for (int i = 0; i < kept; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
