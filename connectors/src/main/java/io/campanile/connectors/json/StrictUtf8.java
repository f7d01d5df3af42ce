package io.campanile.connectors.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 and nothing else: no guessing of other encodings, no replacement characters, and
 * surrogates are no characters. Its buffer is used again for each record, so it belongs to one
 * thread.
 */
final class StrictUtf8 {

  private static final int FIRST_BUFFER_CHARS = 8 * 1024;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);

  private CharBuffer chars = CharBuffer.allocate(FIRST_BUFFER_CHARS);

  /**
   * Decodes the first {@code length} bytes.
   *
   * @param whole false where the bytes were cut off, so that a character may end with them
   * @return the position of the first byte that is not UTF-8, or -1 where all are
   */
  int decode(byte[] bytes, int length, boolean whole) {
    if (chars.capacity() < length) {
      // A character never takes fewer bytes than chars.
      chars = CharBuffer.allocate(Math.max(length, 2 * chars.capacity()));
    }
    chars.clear();
    decoder.reset();
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    CoderResult result = decoder.decode(in, chars, whole);
    chars.flip();
    return result.isError() ? in.position() : -1;
  }

  /** The characters of the last {@link #decode}; valid from 0 to {@link #length}. */
  char[] chars() {
    return chars.array();
  }

  /** How many characters the last {@link #decode} gave. */
  int length() {
    return chars.limit();
  }

  /** The last {@link #decode} as text. */
  String text() {
    return chars.toString();
  }
}
