package io.campanile.connectors.file;

import io.campanile.connectors.output.OutputRecord;
import io.campanile.connectors.output.Stream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What a replay leaves behind: {@code triggers.jsonl}, {@code decisions.jsonl}, {@code
 * actions.jsonl}, {@code profiles.jsonl}, {@code segments.jsonl}, {@code dead-letters.jsonl}, each
 * sorted by time, then id. Two replays of the same history give the same bytes. Only for Flink's
 * batch mode, which does the sorting; anywhere else it fails at the first record that comes too
 * late.
 */
public final class SortedJsonLinesSink {

  /** The counter of what was written. */
  public static final String RECORDS_WRITTEN = "records_written";

  /** A number for each file. */
  private static final Map<Stream, Integer> FILES = files();

  private SortedJsonLinesSink() {}

  private static Map<Stream, Integer> files() {
    Map<String, Integer> numbers = new HashMap<>();
    Map<Stream, Integer> files = new EnumMap<>(Stream.class);
    for (Stream stream : Stream.values()) {
      files.put(stream, numbers.computeIfAbsent(stream.fileName(), name -> stream.code()));
    }
    return files;
  }

  /** The same records, each with its own time in place of what the stream gave it. */
  public static DataStream<OutputRecord> timed(DataStream<OutputRecord> records) {
    return records
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<OutputRecord>noWatermarks()
                .withTimestampAssigner((record, before) -> record.timeMillis()))
        .name("record time");
  }

  /**
   * Ends the stream in files.
   *
   * @param records whose timestamps in the stream are their times; see {@link #timed}
   * @param directory where they go; made if it is not there
   * @return the operator, to be named
   */
  public static SingleOutputStreamOperator<Void> write(
      DataStream<OutputRecord> records, Path directory) {
    // A number: Flink compares it, and the time behind it, without looking at the record again.
    return records
        .keyBy(record -> FILES.get(record.stream()), Types.INT)
        .transform("sorted files", Types.VOID, new SortedJsonLinesOperator(directory))
        // One writer, so that every file is there even if no record came.
        .setParallelism(1)
        .setMaxParallelism(1);
  }
}
