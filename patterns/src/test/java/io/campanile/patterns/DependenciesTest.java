package io.campanile.patterns;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
class DependenciesTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.campanile.patterns", "io.campanile.model");

  @Test
  void languageAndModelKnowNoFlinkAndNoOtherModule() {
    noClasses()
        .that()
        .resideInAnyPackage("io.campanile.patterns..", "io.campanile.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "com.fasterxml..")
        .because("what is decided is plain Java, wherever it runs")
        .check(CLASSES);
  }

  @Test
  void modelKnowsNoLanguage() {
    noClasses()
        .that()
        .resideInAPackage("io.campanile.model..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.campanile.patterns..")
        .because("records outlive the campaigns that caused them")
        .check(CLASSES);
  }

  @Test
  void onlyTheirOwnPackagesKnowTheEvaluatorAndTheParser() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.campanile.patterns.cel..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.cel..")
        .because("the evaluator can then be replaced in one place")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("io.campanile.patterns.yaml..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.snakeyaml..")
        .because("every file is read through the one layer that knows places")
        .check(CLASSES);
  }
}
