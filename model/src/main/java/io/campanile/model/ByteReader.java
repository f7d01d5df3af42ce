package io.campanile.model;

import java.io.DataInput;
import java.io.EOFException;

/** Bytes being read from memory; the counterpart of {@link ByteWriter}. */
public final class ByteReader implements DataInput {

  private final byte[] bytes;
  private final int end;
  private int position;

  /** Reads a whole array. */
  public ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Reads a part of an array. */
  public ByteReader(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
  }

  private void require(int more) throws EOFException {
    if (more < 0 || end - position < more) {
      throw new EOFException("Expected " + more + " more bytes, " + (end - position) + " are left");
    }
  }

  @Override
  public void readFully(byte[] target) throws EOFException {
    readFully(target, 0, target.length);
  }

  @Override
  public void readFully(byte[] target, int offset, int length) throws EOFException {
    require(length);
    System.arraycopy(bytes, position, target, offset, length);
    position += length;
  }

  /**
   * Takes the next bytes as an array of their own; checked before it is made, whatever the length
   * claims to be.
   */
  public byte[] readBytes(int length) throws EOFException {
    require(length);
    byte[] taken = new byte[length];
    readFully(taken);
    return taken;
  }

  @Override
  public int skipBytes(int count) {
    int skipped = Math.max(0, Math.min(count, end - position));
    position += skipped;
    return skipped;
  }

  @Override
  public boolean readBoolean() throws EOFException {
    return readByte() != 0;
  }

  @Override
  public byte readByte() throws EOFException {
    require(1);
    return bytes[position++];
  }

  @Override
  public int readUnsignedByte() throws EOFException {
    return readByte() & 0xFF;
  }

  @Override
  public short readShort() throws EOFException {
    return (short) readUnsignedShort();
  }

  @Override
  public int readUnsignedShort() throws EOFException {
    return (readUnsignedByte() << 8) | readUnsignedByte();
  }

  @Override
  public char readChar() throws EOFException {
    return (char) readUnsignedShort();
  }

  @Override
  public int readInt() throws EOFException {
    return (readUnsignedShort() << 16) | readUnsignedShort();
  }

  @Override
  public long readLong() throws EOFException {
    return ((long) readInt() << 32) | (readInt() & 0xFFFFFFFFL);
  }

  @Override
  public float readFloat() throws EOFException {
    return Float.intBitsToFloat(readInt());
  }

  @Override
  public double readDouble() throws EOFException {
    return Double.longBitsToDouble(readLong());
  }

  @Override
  public String readLine() {
    throw new UnsupportedOperationException("There are no lines here");
  }

  @Override
  public String readUTF() {
    throw new UnsupportedOperationException("Text is read by ValueCodec.readText");
  }
}
