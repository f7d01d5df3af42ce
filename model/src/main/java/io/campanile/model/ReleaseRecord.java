package io.campanile.model;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Patterns that were published, to be in force from one event time on.
 *
 * @param schemaVersion version of this record's format
 * @param releaseId hash of the files: the same files have the same id
 * @param effectiveFrom event time from which it is in force, before everything else of that time;
 *     the record's key
 * @param publishedAt when it was published
 * @param publishedBy who published it, or null where that is not known
 * @param commit the git commit that the files are of, or null where they are of none
 * @param files text of each file, by its path with slashes; tests are left out
 */
public record ReleaseRecord(
    int schemaVersion,
    String releaseId,
    Instant effectiveFrom,
    Instant publishedAt,
    @Nullable String publishedBy,
    @Nullable String commit,
    Map<String, String> files) {

  /** The version that this code writes. */
  public static final int SCHEMA_VERSION = 1;
}
