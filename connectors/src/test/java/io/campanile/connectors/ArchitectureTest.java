package io.campanile.connectors;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.campanile.connectors");

  @Test
  void whatReadsAndWritesRecordsKnowsNeitherFlinkNorKafka() {
    noClasses()
        .that()
        .resideInAnyPackage("io.campanile.connectors.json", "io.campanile.connectors.output")
        .or()
        .haveSimpleNameEndingWith("Codec")
        .or()
        .haveSimpleNameEndingWith("Lines")
        .or()
        .haveSimpleNameEndingWith("Ties")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..")
        .check(CLASSES);
  }

  @Test
  void onlyItsPackageKnowsKafka() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.campanile.connectors.kafka..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..")
        .check(CLASSES);
  }
}
