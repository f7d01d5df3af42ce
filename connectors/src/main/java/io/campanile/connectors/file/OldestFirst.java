package io.campanile.connectors.file;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.assigners.FileSplitAssigner;
import org.jspecify.annotations.Nullable;

/**
 * Hands out files in the order in which they were written, so that what is found at once, as after
 * an outage, is read as if it had been found one after the other.
 */
final class OldestFirst implements FileSplitAssigner {

  private static final Comparator<FileSourceSplit> ORDER =
      Comparator.comparingLong(FileSourceSplit::fileModificationTime)
          .thenComparing(split -> split.path().toString());

  private final PriorityQueue<FileSourceSplit> waiting = new PriorityQueue<>(ORDER);

  OldestFirst(Collection<FileSourceSplit> splits) {
    waiting.addAll(splits);
  }

  @Override
  public Optional<FileSourceSplit> getNext(@Nullable String hostname) {
    return Optional.ofNullable(waiting.poll());
  }

  @Override
  public void addSplits(Collection<FileSourceSplit> splits) {
    waiting.addAll(splits);
  }

  @Override
  public Collection<FileSourceSplit> remainingSplits() {
    return List.copyOf(waiting);
  }
}
