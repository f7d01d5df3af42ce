package io.campanile.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.LongArbitrary;
import org.jspecify.annotations.Nullable;

class ValueCodecTest {

  @Provide
  Arbitrary<Object> json() {
    return JsonValues.values();
  }

  @Provide
  LongArbitrary numbers() {
    return Arbitraries.longs();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void readsBackWhatItWrote(@ForAll("json") @Nullable Object value) throws IOException {
    DataInputStream in = in(bytes(value));

    assertThat(ValueCodec.readValue(in)).isEqualTo(value);
    assertThat(in.available()).isZero();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void writesTheSameBytesAgain(@ForAll("json") @Nullable Object value) throws IOException {
    byte[] bytes = bytes(value);

    assertThat(bytes(ValueCodec.readValue(in(bytes)))).isEqualTo(bytes);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void noticesThatTheEndIsMissing(@ForAll("json") @Nullable Object value) throws IOException {
    byte[] bytes = bytes(value);
    byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);

    assertThatThrownBy(() -> ValueCodec.readValue(in(cut))).isInstanceOf(EOFException.class);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void readsBackNumbersOfAnySize(@ForAll("numbers") long number) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    ValueCodec.writeSigned(out, number);
    ValueCodec.writeUnsigned(out, number);

    DataInput in = in(bytes.toByteArray());
    assertThat(ValueCodec.readSigned(in)).isEqualTo(number);
    assertThat(ValueCodec.readUnsigned(in)).isEqualTo(number);
  }

  @Example
  void keepsTheOrderOfAnObjectsNames() throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String name : List.of("z", "a", "m")) {
      object.put(name, null);
    }

    Map<?, ?> read = (Map<?, ?>) ValueCodec.readValue(in(bytes(object)));

    assertThat(read).isNotNull();
    assertThat(List.copyOf(read.keySet())).isEqualTo(List.of("z", "a", "m"));
  }

  /** These bytes are in savepoints. */
  @Example
  void neverChangesItsBytes() throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("price", 19.5);
    object.put("n", -3L);
    object.put("tags", Arrays.asList("é", true, false, null));

    assertThat(HexFormat.of().formatHex(bytes(object)))
        .isEqualTo(
            "0703"
                + "0d"
                + "044033800000000000"
                + "026e"
                + "0305"
                + "eb01"
                + "0604"
                + "0502c3a9"
                + "02"
                + "01"
                + "00");
  }

  @Example
  void givesEachCommonNameANumberForEver() {
    StringBuilder inOrder = new StringBuilder();
    for (int i = 0; i < CommonNames.size(); i++) {
      assertThat(CommonNames.number(CommonNames.name(i))).isEqualTo(i);
      inOrder.append(CommonNames.name(i)).append(' ');
    }

    // Only ever grows: what stood first in a savepoint of any version still does.
    assertThat(inOrder.toString()).startsWith("product_id sku category name brand variant price ");
    assertThat(CommonNames.number("session_id")).isEqualTo(121);
    assertThat(CommonNames.number("of-my-own")).isEqualTo(-1);
  }

  @Example
  void refusesANameOfANewerVersion() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ValueCodec.writeUnsigned(new DataOutputStream(bytes), ((long) CommonNames.size() << 1) | 1);

    assertThatThrownBy(() -> ValueCodec.readName(in(bytes.toByteArray())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("newer version");
  }

  @Example
  void refusesWhatIsNotJson() {
    assertThatThrownBy(() -> bytes(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Integer");
    assertThatThrownBy(() -> ValueCodec.readValue(in(new byte[] {99})))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("99");
    byte[] endless = new byte[11];
    Arrays.fill(endless, (byte) 0xFF);
    assertThatThrownBy(() -> ValueCodec.readUnsigned(in(endless))).isInstanceOf(IOException.class);
  }

  private static byte[] bytes(@Nullable Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ValueCodec.writeValue(new DataOutputStream(bytes), value);
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
