package io.campanile.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** What is decided is plain Java; only a thin shell around it knows Flink. */
class ArchitectureTest {

  private static final JavaClasses CLASSES = imported();

  private static JavaClasses imported() {
    // Names are all that is asked for; to look into Flink's classes would take seconds.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("io.campanile.jobs");
  }

  @Test
  void detectionDecisionsAndProfilesKnowNoFlink() {
    knowNoFlink(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.campanile.jobs.detect",
                "io.campanile.jobs.detect.chain..",
                "io.campanile.jobs.decide..",
                "io.campanile.jobs.profile..",
                "io.campanile.jobs.release..",
                "io.campanile.jobs.tally..",
                "io.campanile.jobs.compare..")
            .and()
            .haveSimpleNameNotEndingWith("Function")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink.."));
  }

  @Test
  void ofTheCustomerOnlyTheShellKnowsFlink() {
    knowNoFlink(
        noClasses()
            .that()
            .resideInAPackage("io.campanile.jobs.customer..")
            .and()
            .haveNameNotMatching(
                ".*\\.(Customer(Shell|Operator|States|Store|Walk)|ReleasedCustomerOperator|TwofoldOperator|HeldReleases|ReleaseGauges|RecordOutbox)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink.."));
  }

  @Test
  void ofIdentityOnlyTheShellKnowsFlink() {
    knowNoFlink(
        noClasses()
            .that()
            .resideInAPackage("io.campanile.jobs.identity..")
            .and()
            .haveNameNotMatching(
                ".*\\.(DevicesOperator|IdentityOperator|IdentityStates|StreamOutlet|VisitorsFunction)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.flink.."));
  }

  @Test
  void whatDecidesKnowsNothingOfTheJobAroundIt() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.campanile.jobs.detect..",
            "io.campanile.jobs.decide..",
            "io.campanile.jobs.profile..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.campanile.jobs",
            "io.campanile.jobs.customer..",
            "io.campanile.jobs.live..",
            "io.campanile.jobs.replay..",
            "io.campanile.jobs.local..",
            "io.campanile.connectors..")
        .because("the core can then be run by anything that hands it events and the time")
        .check(CLASSES);
  }

  private static void knowNoFlink(ArchRule rule) {
    rule.because("what is decided is decided alike in a stream, in a replay and in a test")
        .check(CLASSES);
  }
}
