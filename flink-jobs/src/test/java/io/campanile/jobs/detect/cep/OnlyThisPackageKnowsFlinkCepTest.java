package io.campanile.jobs.detect.cep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The internals of flink-cep carry no promise of stability, so one package answers for them. */
class OnlyThisPackageKnowsFlinkCepTest {

  private static final String CEP = "io.campanile.jobs.detect.cep..";

  private static final JavaClasses CLASSES = imported();

  private static JavaClasses imported() {
    // Names are all that is asked for; to look into Flink's classes would take seconds.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("io.campanile");
  }

  @Test
  void noOtherPackageUsesFlinkCep() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CEP)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.flink.cep..")
        .check(CLASSES);
  }

  @Test
  void noOtherEngineUsesThisOne() {
    noClasses()
        .that()
        .resideInAnyPackage("io.campanile.jobs.detect", "io.campanile.jobs.detect.chain..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CEP)
        .check(CLASSES);
  }
}
