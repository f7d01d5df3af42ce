package io.campanile.bench.drive;

/** Feeds who is measured, and takes the time. */
@FunctionalInterface
public interface Script {

  /** Runs in the thread that does all the work. */
  void run(Feed feed) throws Exception;
}
