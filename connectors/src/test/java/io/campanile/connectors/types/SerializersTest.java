package io.campanile.connectors.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campanile.connectors.json.EventReader;
import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.json.RawRecord;
import io.campanile.connectors.json.Samples;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.connectors.output.Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SerializersTest {

  /**
   * @param type the type under test
   * @param records what must survive
   * @param golden the first record, as version 1 wrote it; hex
   */
  record Case<T>(TypeInformation<T> type, List<T> records, String golden) {
    @Override
    public String toString() {
      return type.toString();
    }
  }

  private static Ingested ingested(String more) {
    byte[] bytes =
        """
        {"messageId":"m","type":"track","event":"E","userId":"u","timestamp":1714564740000%s}"""
            .formatted(more)
            .getBytes(StandardCharsets.UTF_8);
    return new EventReader()
        .read(new RawRecord(bytes, bytes.length, "s", "t", 1, 2, RawRecord.NO_ARRIVAL));
  }

  static List<Case<?>> cases() {
    Ingested good = ingested(",\"properties\":{\"a\":[1,2.5,null,true,{\"b\":\"é\"}]}");
    String event =
        "0201016d014501017500c0ceadc0e6631a0102610605"
            + "03020440040000000000000002070102620502c3a900";
    return List.of(
        new Case<>(EventSerializer.TYPE, List.of(((Ingested.Good) good).event()), event),
        new Case<>(
            IngestedSerializer.TYPE,
            List.of(
                good,
                ingested(",\"userId\":5"),
                new Ingested.Bad(Samples.fullDeadLetter()),
                new Ingested.Bad(Samples.bareDeadLetter())),
            "0101" + event),
        new Case<>(
            OutputRecordSerializer.TYPE,
            List.of(
                new OutputRecord(Stream.TRIGGERS, "k", "i", 1, -1, new byte[] {'{', '}'}),
                OutputRecords.of(Samples.fullDecision()),
                OutputRecords.of(Samples.fullAction()),
                OutputRecords.of(Samples.fullDeadLetter())),
            "0101016b01690101027b7d"));
  }

  private static <T> TypeSerializer<T> serializer(Case<T> type) {
    return type.type().createSerializer(new SerializerConfigImpl());
  }

  private static <T> byte[] bytes(TypeSerializer<T> serializer, T record) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(record, out);
    return out.getCopyOfBuffer();
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void bringsEveryRecordBack(Case<T> type) throws Exception {
    TypeSerializer<T> serializer = InstantiationUtil.clone(serializer(type));
    for (T record : type.records()) {
      byte[] bytes = bytes(serializer, record);
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      assertThat(serializer.deserialize(in)).isEqualTo(record);
      assertThat(in.available()).isZero();
      DataOutputSerializer copy = new DataOutputSerializer(64);
      serializer.copy(new DataInputDeserializer(bytes), copy);
      assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes);
      assertThat(serializer.copy(record)).isSameAs(record);
    }
  }

  /** Savepoints hold such bytes: they may be joined by a new version, but never changed. */
  @ParameterizedTest
  @MethodSource("cases")
  <T> void writesItsVersionAsEver(Case<T> type) throws Exception {
    TypeSerializer<T> serializer = serializer(type);
    assertThat(HexFormat.of().formatHex(bytes(serializer, type.records().get(0))))
        .isEqualTo(type.golden());
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void refusesAnUnknownFormat(Case<T> type) throws Exception {
    TypeSerializer<T> serializer = serializer(type);
    byte[] bytes = bytes(serializer, type.records().get(0));
    bytes[0] = 99;
    assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(bytes)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("99");
  }

  @ParameterizedTest
  @MethodSource("cases")
  <T> void isRestoredFromItsSnapshot(Case<T> type) throws Exception {
    TypeSerializer<T> serializer = serializer(type);
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<T> restored =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    assertThat(restored.restoreSerializer()).isEqualTo(serializer);
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(restored)
                .isCompatibleAsIs())
        .isTrue();
  }

  @Test
  void refusesToGoBackToAnOlderVersion() throws Exception {
    EventSerializer.Snapshot newer = new EventSerializer.Snapshot();
    DataOutputSerializer out = new DataOutputSerializer(4);
    out.writeInt(99);
    newer.readSnapshot(
        1, new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    assertThat(new EventSerializer.Snapshot().resolveSchemaCompatibility(newer).isIncompatible())
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(Stream.class)
  void knowsEveryStreamByItsCode(Stream stream) {
    assertThat(Stream.ofCode(stream.code())).isEqualTo(stream);
  }
}
