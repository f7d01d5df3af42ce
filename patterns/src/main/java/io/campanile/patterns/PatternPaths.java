package io.campanile.patterns;

import java.util.List;

/** Which file of a directory of patterns is what. */
final class PatternPaths {

  /** What a file is. */
  enum Kind {
    CAMPAIGN,
    TEST,
    POLICY,
    TRAITS,
    SEGMENTS,
    TEMPLATES,
    UNKNOWN
  }

  static final String CAMPAIGNS = "campaigns/";
  static final String POLICY = "policy.yaml";
  static final String TRAITS = "traits.yaml";
  static final String SEGMENTS = "segments.yaml";
  static final String TEMPLATES = "templates.yaml";
  static final List<String> TOP_LEVEL = List.of(POLICY, TRAITS, SEGMENTS, TEMPLATES);

  private static final String TEST_ENDING = ".test.yaml";
  private static final String ENDING = ".yaml";

  private PatternPaths() {}

  static Kind kindOf(String path) {
    if (path.startsWith(CAMPAIGNS) && path.indexOf('/', CAMPAIGNS.length()) < 0) {
      if (path.endsWith(TEST_ENDING)) {
        return Kind.TEST;
      }
      return path.endsWith(ENDING) ? Kind.CAMPAIGN : Kind.UNKNOWN;
    }
    return switch (path) {
      case POLICY -> Kind.POLICY;
      case TRAITS -> Kind.TRAITS;
      case SEGMENTS -> Kind.SEGMENTS;
      case TEMPLATES -> Kind.TEMPLATES;
      default -> Kind.UNKNOWN;
    };
  }

  /** The campaign that a file of tests is about. */
  static String testedName(String path) {
    return path.substring(CAMPAIGNS.length(), path.length() - TEST_ENDING.length());
  }

  /** The file's name without folder and ending. */
  static String campaignName(String path) {
    return path.substring(CAMPAIGNS.length(), path.length() - ENDING.length());
  }
}
