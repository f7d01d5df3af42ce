package io.campanile.cli.release;

import io.campanile.model.ReleaseRecord;
import io.campanile.model.WireTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Releases for people: a line each, the latest first. */
public final class ReleaseTable {

  private static final int SHORT_COMMIT = 12;
  private static final String LINE = "%-8s %-17s %-25s %-25s %-16s %s";

  private ReleaseTable() {}

  /** The lines; at most so many releases. */
  public static List<String> lines(Shelf shelf, Instant now, int most) {
    if (shelf.releases().isEmpty()) {
      return List.of("Nothing was published yet.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        LINE.formatted("state", "release", "in force from", "published", "by", "commit")
            .stripTrailing());
    int size = shelf.releases().size();
    for (int i = size - 1; i >= Math.max(0, size - most); i--) {
      lines.add(line(shelf, shelf.releases().get(i), now));
    }
    if (size > most) {
      lines.add("... and " + (size - most) + " more; --last N shows N of them");
    }
    return lines;
  }

  private static String line(Shelf shelf, ReleaseRecord release, Instant now) {
    return LINE.formatted(
            shelf.state(release, now).name().toLowerCase(Locale.ROOT),
            release.releaseId(),
            WireTime.format(release.effectiveFrom()),
            WireTime.format(release.publishedAt()),
            release.publishedBy() == null ? "-" : release.publishedBy(),
            commit(release.commit()))
        .stripTrailing();
  }

  private static String commit(@Nullable String commit) {
    if (commit == null) {
      return "-";
    }
    String dirty = commit.endsWith("-dirty") ? "-dirty" : "";
    String hash = commit.substring(0, commit.length() - dirty.length());
    return hash.substring(0, Math.min(SHORT_COMMIT, hash.length())) + dirty;
  }
}
