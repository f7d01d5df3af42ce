package io.campanile.jobs.live;

import java.util.ArrayList;
import java.util.List;

/** Every option of the configuration file: the one table that is read, checked and documented. */
public enum LiveOption {
  PATTERNS(
      Section.TOP,
      "patterns",
      "directory",
      "none",
      "The release of a job that has read none from the topic of releases; relative to the configuration file. Where it"
          + " has changed at a restart, it takes effect at once."),
  ENGINE(
      Section.TOP,
      "engine",
      "cep or chain",
      "cep",
      "What follows sequences: the NFA of flink-cep, or the language's own machine. Both find the same; the state of one"
          + " cannot be read by the other."),
  DEDUPE_WINDOW(
      Section.TOP,
      "dedupe-window",
      "duration",
      "24h",
      "How long a messageId is remembered; a second event with the same one is dropped."),
  TIME_TO_LIVE(
      Section.TOP,
      "time-to-live",
      "duration",
      "400d",
      "How long a customer who does not come back is remembered, in event time."),
  SILENCE(
      Section.TOP,
      "silence",
      "duration",
      "1m",
      "While every source is silent, event time follows the wall clock at this distance, so that an absence is noticed at"
          + " night. Longer than the longest outage of the brokers that should lose nothing: what arrives after it is late."),
  ADDRESSES(
      Section.TOP,
      "addresses",
      "included or omitted",
      "included",
      "Whether records hold the addresses of customers. Where they are omitted, whoever sends looks them up by the"
          + " customer's id."),
  PARALLELISM(
      Section.TOP,
      "parallelism",
      "whole number",
      "Flink's",
      "Subtasks of each step; no more than partitions are of use to the sources."),
  KAFKA(Section.TOP, "kafka", "mapping", "required", "The brokers, and what is written to them."),
  SOURCES(
      Section.TOP,
      "sources",
      "list",
      "required",
      "The topics of events, with the manners of each."),
  RELEASES(Section.TOP, "releases", "mapping", "see below", "Where releases are published."),
  DATABASE(
      Section.TOP,
      "database",
      "mapping",
      "none",
      "The database that others read, which a job of its own writes."),
  RATE_LIMITS(
      Section.TOP,
      "rate-limits",
      "mapping of channels",
      "none",
      "What a channel's provider can take, such as `sms: 50/s`: a whole number and /s, /m or /h. What is more waits, the"
          + " most urgent first, and nothing is dropped. Once there, leave it there: `{}` for no limits."),
  CHECKPOINTS(Section.TOP, "checkpoints", "mapping", "see below", "How often, and where to."),
  FLINK(
      Section.TOP,
      "flink",
      "mapping",
      "none",
      "Any option of Flink by its own name; it goes over what is set here."),

  BOOTSTRAP_SERVERS(
      Section.KAFKA,
      "bootstrap-servers",
      "host:port, …",
      "required",
      "The brokers, separated by commas."),
  GROUP_ID(
      Section.KAFKA,
      "group-id",
      "text",
      "campanile",
      "Consumer group; where a job begins without a savepoint."),
  TOPIC_PREFIX(
      Section.KAFKA,
      "topic-prefix",
      "text",
      "none",
      "Put before the name of every topic that is written."),
  DELIVERY(
      Section.KAFKA,
      "delivery",
      "exactly-once or at-least-once",
      "exactly-once",
      "Exactly once: visible with the next checkpoint, for consumers that read committed records. At least once: visible"
          + " at once; after a failure some come again, with the same ids."),
  TRANSACTIONAL_ID_PREFIX(
      Section.KAFKA,
      "transactional-id-prefix",
      "text",
      "campanile",
      "For exactly-once; must differ from that of every other job on the brokers."),
  TRANSACTION_TIMEOUT(
      Section.KAFKA,
      "transaction-timeout",
      "duration",
      "15m",
      "For exactly-once; longer than a checkpoint and the longest outage, no longer than the brokers allow."),
  PROPERTIES(
      Section.KAFKA,
      "properties",
      "mapping",
      "none",
      "Any setting of Kafka's clients, those for security above all. ${env:NAME} and ${file:PATH} stand for what is"
          + " there, so that no secret stands here."),

  SOURCE_NAME(
      Section.SOURCE,
      "name",
      "text",
      "required",
      "Its name in state, metrics and dead letters; unique, and never changed while its state is needed."),
  TOPICS(Section.SOURCE, "topics", "list", "one of the three", "The topics by name."),
  TOPIC_PATTERN(
      Section.SOURCE,
      "topic-pattern",
      "regular expression",
      "one of the three",
      "The topics by pattern."),
  FILES(
      Section.SOURCE,
      "files",
      "directory or URI",
      "one of the three",
      "A directory that is watched; each file that appears in it is read once. Relative to the configuration file."),
  MAPPING(
      Section.SOURCE,
      "mapping",
      "file",
      "none: JSON",
      "What the columns of CSV mean: of each file, or of records that are one row each. Relative to the configuration"
          + " file."),
  EVERY(
      Section.SOURCE,
      "every",
      "duration",
      "1m",
      "How long between two looks into the directory of `files`."),
  LATENESS(
      Section.SOURCE,
      "lateness",
      "duration",
      "10s",
      "How much later than a younger event of its partition an event may come and still be taken in order. Everything is"
          + " decided that much later."),
  IDLENESS(
      Section.SOURCE,
      "idleness",
      "duration",
      "30s",
      "After this long without an event, nothing waits for a partition."),
  WAITED_FOR(
      Section.SOURCE,
      "waited-for",
      "true or false",
      "true; false for files",
      "Whether time waits for this source. False for one that delivers hours later, such as a till at night: its events"
          + " change profiles, cancel and end waits, and hold nobody up."),

  RELEASES_TOPIC(
      Section.RELEASES,
      "topic",
      "text",
      "<topic-prefix>releases",
      "The topic that `campanile publish` writes and the job reads: one partition, compacted. It is made by the first"
          + " `publish`."),
  LEAD(
      Section.RELEASES,
      "lead",
      "duration",
      "30s",
      "A release takes effect no sooner than this after it is published. Longer than the clocks of the machines differ,"
          + " and than the brokers take to confirm."),
  DATABASE_URL(
      Section.DATABASE,
      "url",
      "jdbc:postgresql://…",
      "required",
      "The database, PostgreSQL 14 or later, such as jdbc:postgresql://db:5432/campanile. Here, as in user and password,"
          + " ${env:NAME} and ${file:PATH} stand for what is there."),
  DATABASE_USER(Section.DATABASE, "user", "text", "none", "Who writes."),
  DATABASE_PASSWORD(Section.DATABASE, "password", "text", "none", "The user's password."),
  DATABASE_SCHEMA(
      Section.DATABASE, "schema", "text", "campanile", "The schema that holds the tables."),
  DATABASE_MIGRATE(
      Section.DATABASE,
      "migrate",
      "true or false",
      "true",
      "Whether the job makes the tables and brings them up to date when it starts. False where its user may not: then"
          + " `database migrate` does, as another one."),
  DATABASE_BATCH(
      Section.DATABASE,
      "batch-rows",
      "whole number",
      "500",
      "After how many records they are written, in one transaction."),
  DATABASE_INTERVAL(
      Section.DATABASE,
      "write-interval",
      "duration",
      "1s",
      "After how long they are written, although they are fewer."),
  DATABASE_RETENTION(
      Section.DATABASE,
      "retention",
      "duration",
      "for ever",
      "How long rows of triggers, decisions, actions and entries into segments are kept, in event time."),
  DATABASE_PARALLELISM(
      Section.DATABASE,
      "writers",
      "whole number",
      "1",
      "How many write at the same time, each over a connection of its own."),
  DATABASE_GROUP_ID(
      Section.DATABASE,
      "consumer-group",
      "text",
      "Kafka's group-id and -database",
      "Consumer group: where the job goes on, when it starts."),
  DATABASE_PROPERTIES(
      Section.DATABASE,
      "driver-properties",
      "mapping",
      "none",
      "Any setting of PostgreSQL's JDBC driver, such as sslmode, sslrootcert, socketTimeout; ${env:NAME} and ${file:PATH}"
          + " as above."),

  INTERVAL(
      Section.CHECKPOINTS,
      "interval",
      "duration",
      "10s",
      "From one checkpoint to the next; with exactly-once, how long a record may be invisible."),
  DIRECTORY(
      Section.CHECKPOINTS,
      "directory",
      "URI",
      "Flink's",
      "Where checkpoints are kept, such as s3://bucket/campanile or file:///var/campanile.");

  /** The parts of the file. */
  public enum Section {
    TOP("The file"),
    KAFKA("kafka"),
    SOURCE("sources[]"),
    RELEASES("releases"),
    DATABASE("database"),
    CHECKPOINTS("checkpoints");

    private final String title;

    Section(String title) {
      this.title = title;
    }

    /** Its heading in the reference. */
    public String title() {
      return title;
    }
  }

  private final Section section;
  private final String key;
  private final String type;
  private final String fallback;
  private final String meaning;

  LiveOption(Section section, String key, String type, String fallback, String meaning) {
    this.section = section;
    this.key = key;
    this.type = type;
    this.fallback = fallback;
    this.meaning = meaning;
  }

  /** Its name in the file. */
  public String key() {
    return key;
  }

  /** The names of a section's options. */
  static List<String> keys(Section section) {
    List<String> keys = new ArrayList<>();
    for (LiveOption option : values()) {
      if (option.section == section) {
        keys.add(option.key);
      }
    }
    return keys;
  }

  /** The reference page, in Markdown. */
  public static String reference() {
    StringBuilder page = new StringBuilder();
    page.append("# The configuration of a live job\n\n")
        .append("For `campanile run --config FILE`. Generated from `LiveOption`; ")
        .append("durations are written `45s`, `30m`, `2h`, `7d`. Unknown keys are errors.\n");
    for (Section section : Section.values()) {
      page.append("\n## ").append(section.title).append("\n\n");
      page.append("| key | type | default | meaning |\n|---|---|---|---|\n");
      for (LiveOption option : values()) {
        if (option.section == section) {
          page.append("| `").append(option.key).append("` | ").append(option.type);
          page.append(" | ").append(option.fallback).append(" | ");
          page.append(option.meaning).append(" |\n");
        }
      }
    }
    return page.toString();
  }
}
