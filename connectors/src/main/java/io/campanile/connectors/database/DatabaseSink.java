package io.campanile.connectors.database;

import io.campanile.connectors.output.OutputRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Records to the tables of a database, exactly once: what was not written before a checkpoint is
 * written before it completes, and to write a record again changes nothing. All records of a
 * customer have to come to the same subtask, in the order of their topics.
 *
 * @param settings which database
 * @param migrates whether it makes the tables, and brings them up to date, before it writes
 */
public record DatabaseSink(DatabaseSettings settings, boolean migrates)
    implements Sink<OutputRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public SinkWriter<OutputRecord> createWriter(WriterInitContext context) {
    return new DatabaseWriter(
        settings,
        migrates,
        context.getProcessingTimeService(),
        context.metricGroup(),
        context.getTaskInfo().getIndexOfThisSubtask() == 0);
  }
}
