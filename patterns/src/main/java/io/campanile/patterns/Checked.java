package io.campanile.patterns;

import io.campanile.patterns.cases.TestFile;
import java.util.List;

/**
 * All that reading a directory found, for the tools.
 *
 * @param reading what became of it
 * @param campaigns those that are right, drafts too, by name
 * @param tests the tests that are right, by file
 */
public record Checked(Reading reading, List<Campaign> campaigns, List<TestFile> tests) {}
