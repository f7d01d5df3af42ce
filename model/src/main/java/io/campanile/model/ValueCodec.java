package io.campanile.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON values in binary: one tag byte and the value; whole numbers as zigzag varints, text as UTF-8
 * behind its length.
 *
 * <p>The tags are part of every savepoint: none is ever given another meaning.
 */
public final class ValueCodec {

  private static final int NULL = 0;
  private static final int FALSE = 1;
  private static final int TRUE = 2;
  private static final int LONG = 3;
  private static final int DOUBLE = 4;
  private static final int STRING = 5;
  private static final int LIST = 6;
  private static final int MAP = 7;

  static final int MAX_VARINT_BYTES = 10;

  private ValueCodec() {}

  /**
   * Writes String, Long, Double, Boolean, List, Map or null; anything else is an error of the
   * caller.
   */
  public static void writeValue(DataOutput out, @Nullable Object value) throws IOException {
    if (value == null) {
      out.writeByte(NULL);
    } else if (value instanceof Boolean bool) {
      out.writeByte(bool ? TRUE : FALSE);
    } else if (value instanceof Long number) {
      out.writeByte(LONG);
      writeSigned(out, number);
    } else if (value instanceof Double number) {
      out.writeByte(DOUBLE);
      out.writeDouble(number);
    } else if (value instanceof String text) {
      out.writeByte(STRING);
      writeText(out, text);
    } else if (value instanceof List<?> list) {
      out.writeByte(LIST);
      writeUnsigned(out, list.size());
      for (Object element : list) {
        writeValue(out, element);
      }
    } else if (value instanceof Map<?, ?> map) {
      out.writeByte(MAP);
      writeEntries(out, map);
    } else {
      throw new IllegalArgumentException("Not a JSON value: " + value.getClass().getName());
    }
  }

  /** Reads what {@link #writeValue} wrote. */
  public static @Nullable Object readValue(DataInput in) throws IOException {
    int tag = in.readUnsignedByte();
    return switch (tag) {
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case LONG -> readSigned(in);
      case DOUBLE -> in.readDouble();
      case STRING -> readText(in);
      case LIST -> readList(in);
      case MAP -> readObject(in);
      default -> throw new IOException("Unknown value tag " + tag + ": written by a newer version");
    };
  }

  /** Writes a JSON object without a tag. */
  public static void writeObject(DataOutput out, Map<String, @Nullable Object> object)
      throws IOException {
    writeEntries(out, object);
  }

  private static void writeEntries(DataOutput out, Map<?, ?> map) throws IOException {
    writeUnsigned(out, map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      writeName(out, (String) entry.getKey());
      writeValue(out, entry.getValue());
    }
  }

  /** Reads what {@link #writeObject} wrote, in the same order. */
  public static Map<String, @Nullable Object> readObject(DataInput in) throws IOException {
    int size = readSize(in);
    Map<String, @Nullable Object> object = new LinkedHashMap<>(Math.min(size, 64) * 2);
    for (int i = 0; i < size; i++) {
      String name = readName(in);
      object.put(name, readValue(in));
    }
    return object;
  }

  private static List<@Nullable Object> readList(DataInput in) throws IOException {
    int size = readSize(in);
    List<@Nullable Object> list = new ArrayList<>(Math.min(size, 64));
    for (int i = 0; i < size; i++) {
      list.add(readValue(in));
    }
    return list;
  }

  /**
   * Writes the name of a value. An odd number stands for one of the {@link CommonNames}, an even
   * one is twice the length of the text that follows.
   */
  public static void writeName(DataOutput out, String name) throws IOException {
    int number = CommonNames.number(name);
    if (number >= 0) {
      writeUnsigned(out, ((long) number << 1) | 1);
      return;
    }
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    writeUnsigned(out, (long) utf8.length << 1);
    out.write(utf8);
  }

  /** Reads what {@link #writeName} wrote. */
  public static String readName(DataInput in) throws IOException {
    int head = readSize(in);
    if ((head & 1) == 0) {
      return readUtf8(in, head >>> 1);
    }
    int number = head >>> 1;
    if (number >= CommonNames.size()) {
      throw new IOException("Unknown name " + number + ": written by a newer version");
    }
    return CommonNames.name(number);
  }

  /** Writes text as UTF-8 behind its length in bytes. */
  public static void writeText(DataOutput out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeUnsigned(out, utf8.length);
    out.write(utf8);
  }

  /** Reads what {@link #writeText} wrote. */
  public static String readText(DataInput in) throws IOException {
    return readUtf8(in, readSize(in));
  }

  private static String readUtf8(DataInput in, int lengthBytes) throws IOException {
    byte[] utf8 = new byte[lengthBytes];
    in.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Writes text that may be null: its {@link #writeText} behind a truth value. */
  public static void writeNullableText(DataOutput out, @Nullable String text) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      writeText(out, text);
    }
  }

  /** Reads what {@link #writeNullableText} wrote. */
  public static @Nullable String readNullableText(DataInput in) throws IOException {
    return in.readBoolean() ? readText(in) : null;
  }

  /** Writes a whole number in as few bytes as its distance from zero needs. */
  public static void writeSigned(DataOutput out, long number) throws IOException {
    writeUnsigned(out, (number << 1) ^ (number >> 63));
  }

  /** Reads what {@link #writeSigned} wrote. */
  public static long readSigned(DataInput in) throws IOException {
    long zigzag = readUnsigned(in);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  /** Writes a number as a base 128 varint, taken as unsigned. */
  public static void writeUnsigned(DataOutput out, long number) throws IOException {
    if (out instanceof ByteWriter bytes) {
      bytes.writeVarint(number);
      return;
    }
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** Reads what {@link #writeUnsigned} wrote. */
  public static long readUnsigned(DataInput in) throws IOException {
    long number = 0;
    for (int i = 0; i < MAX_VARINT_BYTES; i++) {
      int b = in.readUnsignedByte();
      number |= (long) (b & 0x7F) << (7 * i);
      if ((b & 0x80) == 0) {
        return number;
      }
    }
    throw new IOException("A varint of more than " + MAX_VARINT_BYTES + " bytes");
  }

  /** Reads a count or a length, written with {@link #writeUnsigned}. */
  public static int readSize(DataInput in) throws IOException {
    long size = readUnsigned(in);
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new IOException("Not a size: " + size);
    }
    return (int) size;
  }
}
