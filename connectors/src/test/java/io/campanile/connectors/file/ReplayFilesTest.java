package io.campanile.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.campanile.connectors.json.Ingested;
import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.OutputRecords;
import io.campanile.connectors.output.Stream;
import io.campanile.connectors.time.EventTimeStrategy;
import io.campanile.connectors.types.OutputRecordSerializer;
import io.campanile.model.DeadLetter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files in, files out, through Flink's batch mode on a MiniCluster. */
class ReplayFilesTest {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path directory;

  @Test
  void readsGoodRecordsBesideBadOnesFromSeveralFiles() throws Exception {
    Path plain =
        write(
            "plain.jsonl",
            event("m-1", 10)
                + "\r\n\nnot json\n"
                + event("m-2", 5)
                + "\n"
                + event("m-3", 7).replace("\"u\"", "17")
                + "\n");
    Path hidden = gzip("_hidden.jsonl.gz", event("m-4", 1) + "\n" + "x".repeat(10 << 20) + "\n");

    List<Ingested> found = read(plain, hidden);

    assertThat(found)
        .extracting(ReplayFilesTest::label)
        .containsExactlyInAnyOrder(
            "m-1",
            "m-2",
            "m-4",
            "UNREADABLE null plain.jsonl 2 8",
            "INVALID userId plain.jsonl 4 93",
            "UNREADABLE null _hidden.jsonl.gz 1 10485760");
  }

  @Test
  void readsSeveralGzipMembersOfOneFile() throws Exception {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    for (String id : List.of("m-1", "m-2")) {
      Path one = gzip(id + ".gz", event(id, 1) + "\n");
      both.writeBytes(Files.readAllBytes(one));
    }
    Path file = directory.resolve("both.jsonl.gz");
    Files.write(file, both.toByteArray());
    assertThat(read(file)).extracting(ReplayFilesTest::label).containsExactly("m-1", "m-2");
  }

  @Test
  void namesAFileThatIsDamaged() throws Exception {
    byte[] whole = Files.readAllBytes(gzip("whole.jsonl.gz", event("m-1", 1).repeat(1000)));
    Path cut = directory.resolve("cut.jsonl.gz");
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> read(cut)).hasStackTraceContaining("cut.jsonl.gz: cannot be read");
    Path wrong = write("wrong.jsonl.gz", event("m-1", 1));
    assertThatThrownBy(() -> read(wrong)).hasStackTraceContaining("wrong.jsonl.gz: not a gzip");
    Path missing = directory.resolve("missing.jsonl");
    assertThatThrownBy(() -> read(missing)).hasStackTraceContaining("missing.jsonl");
  }

  @Test
  void writesSortedFilesThatAreTheSameEachTime() throws Exception {
    List<Stream> streams = List.copyOf(EnumSet.allOf(Stream.class));
    List<OutputRecord> records = new ArrayList<>();
    for (int i = 0; i < 200 * streams.size(); i++) {
      Stream stream = streams.get(i % streams.size());
      String json = "{\"time\":" + (i * 7919 % 50) + ",\"n\":" + i + "}";
      records.add(
          new OutputRecord(
              stream,
              "u-" + i % 13,
              "id-" + i % 17,
              0,
              i * 7919 % 50,
              json.getBytes(StandardCharsets.UTF_8)));
    }
    Path first = directory.resolve("first");
    Path second = directory.resolve("deeper/second");
    write(records, first);
    Collections.reverse(records);
    write(records, second);

    for (String name : List.of("triggers", "decisions", "actions", "profiles", "dead-letters")) {
      Path file = first.resolve(name + ".jsonl");
      assertThat(file).hasSameBinaryContentAs(second.resolve(name + ".jsonl"));
      assertThat(Files.readAllLines(file)).hasSizeGreaterThanOrEqualTo(200);
      assertThat(Files.readAllLines(file))
          .extracting(line -> Integer.parseInt(line.replaceAll("\\D+(\\d+),.*", "$1")))
          .isSorted();
    }
    assertThat(Files.readAllLines(first.resolve("actions.jsonl"))).hasSize(1000);
  }

  @Test
  void writesEmptyFilesWhereNothingHappened() throws Exception {
    Path out = directory.resolve("out");
    StreamExecutionEnvironment env = batch();
    SortedJsonLinesSink.write(
        env.fromData(List.of(OutputRecords.of(anyDeadLetter())), OutputRecordSerializer.TYPE)
            .filter(record -> false),
        out);
    env.execute();
    try (var files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "triggers.jsonl",
              "profiles.jsonl",
              "segments.jsonl",
              "decisions.jsonl",
              "actions.jsonl",
              "dead-letters.jsonl");
    }
    assertThat(out.resolve("actions.jsonl")).isEmptyFile();
  }

  @Test
  void putsDeadLettersOfHistoryInTheOrderOfTheirLines() throws Exception {
    Path file = write("a.jsonl", "bad\n".repeat(12));
    Path out = directory.resolve("out");
    StreamExecutionEnvironment env = batch();
    SortedJsonLinesSink.write(
        SortedJsonLinesSink.timed(
            env.fromSource(
                    EventFilesSource.history(List.of(flink(file))),
                    EventTimeStrategy.history(),
                    "history")
                .map(ingested -> OutputRecords.of(((Ingested.Bad) ingested).letter()))
                .returns(OutputRecordSerializer.TYPE)),
        out);
    env.execute();
    assertThat(Files.readAllLines(out.resolve("dead-letters.jsonl")))
        .extracting(line -> Integer.parseInt(line.replaceAll(".*\"offset\":(\\d+),.*", "$1")))
        .isSorted()
        .hasSize(12);
  }

  private DeadLetter anyDeadLetter() throws Exception {
    return ((Ingested.Bad) read(write("bad.jsonl", "bad")).get(0)).letter();
  }

  private void write(List<OutputRecord> records, Path out) throws Exception {
    StreamExecutionEnvironment env = batch();
    SortedJsonLinesSink.write(
        SortedJsonLinesSink.timed(env.fromData(records, OutputRecordSerializer.TYPE).rebalance()),
        out);
    env.execute();
  }

  private List<Ingested> read(Path... files) throws Exception {
    StreamExecutionEnvironment env = batch();
    List<Ingested> found = new ArrayList<>();
    List<org.apache.flink.core.fs.Path> paths =
        Arrays.stream(files).map(ReplayFilesTest::flink).toList();
    CloseableIterator<Ingested> all =
        env.fromSource(EventFilesSource.history(paths), EventTimeStrategy.history(), "history")
            .executeAndCollect();
    all.forEachRemaining(found::add);
    all.close();
    return found;
  }

  private static StreamExecutionEnvironment batch() {
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    return env;
  }

  private static String label(Ingested ingested) {
    if (ingested instanceof Ingested.Good good) {
      return good.event().messageId();
    }
    var letter = ((Ingested.Bad) ingested).letter();
    return letter.code()
        + " "
        + letter.field()
        + " "
        + letter.topic()
        + " "
        + letter.offset()
        + " "
        + letter.rawLength();
  }

  private static String event(String id, int minute) {
    return """
        {"messageId":"%s","type":"track","event":"E","userId":"u",\
        "timestamp":"2024-05-01T00:%02d:00Z"}"""
        .formatted(id, minute);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Path gzip(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static org.apache.flink.core.fs.Path flink(Path file) {
    return new org.apache.flink.core.fs.Path(file.toUri());
  }
}
