package io.campanile.bench.drive;

/** Where keyed state is. */
public enum StateKind {
  /** RocksDB with fixed managed memory. */
  ROCKSDB("rocksdb"),
  /** The heap, by Flink's hash map backend. */
  HEAP("hashmap");

  private final String backend;

  StateKind(String backend) {
    this.backend = backend;
  }

  /** As Flink's configuration names it. */
  public String backend() {
    return backend;
  }
}
