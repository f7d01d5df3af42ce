package io.campanile.patterns.cases;

import java.util.List;

/**
 * The tests of one campaign.
 *
 * @param path relative to the directory
 * @param campaign whose tests they are
 * @param cases in the order of the file
 */
public record TestFile(String path, String campaign, List<TestCase> cases) {}
