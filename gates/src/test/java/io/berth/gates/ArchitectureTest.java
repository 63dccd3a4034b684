package io.berth.gates;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final Repository REPOSITORY = Repository.aroundHere();
    private static final JavaClasses PRODUCT = product();
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("io.berth.gates.planted");

    @ParameterizedTest
    @MethodSource
    void theProductKeepsTo(ArchRule rule) {
        assertThat(rule.evaluate(PRODUCT).getFailureReport().getDetails())
                .as(rule.getDescription())
                .isEmpty();
    }

    static List<ArchRule> theProductKeepsTo() {
        return new Architecture("io.berth", "com.github.dockerjava").rules();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        the domain sees only the language                   | java.util.concurrent.ConcurrentHashMap
        the domain asks no clock, no chance and no machine  | java.time.Instant.now()
        the domain asks no clock, no chance and no machine  | java.util.UUID.randomUUID()
        the domain asks no clock, no chance and no machine  | java.util.Random
        the domain asks no clock, no chance and no machine  | java.lang.Thread
        the simulator asks no clock, no chance and no machine | java.lang.System.nanoTime()
        the domain's packages have no cycle                 | Cycle detected
        only agent.docker sees the Docker client            | planted.agent.PlantedAgent
        an actor never waits for a future                   | CompletableFuture.join()
        an actor never waits for a future                   | CompletableFuture.get()
        domain sees no module but []                        | planted.persistence.PlantedStore
        persistence sees no module but [domain]             | planted.sharding.PlantedEntity
        sharding sees no module but [domain, link]          | planted.http.PlantedRoute
        http sees no module but [domain]                    | planted.agent.PlantedAgent
        agent sees no module but [domain, link]             | planted.persistence.PlantedStore
        link sees no module but [domain]                    | planted.agent.PlantedAgent
        chaos sees no module but [domain]                   | planted.agent.PlantedAgent
        """)
    void aPlantedViolationIsReported(String description, String violation) {
        EvaluationResult result = new Architecture("io.berth.gates.planted", "io.berth.gates.planted.dockerclient")
                .rules().stream()
                        .filter(rule -> rule.getDescription().equals(description))
                        .findFirst()
                        .orElseThrow()
                        .evaluate(PLANTED);

        assertThat(result.getFailureReport().getDetails()).anyMatch(detail -> detail.contains(violation));
    }

    @Test
    void whatIsAllowedIsNotReported() {
        List<String> reported = new Architecture("io.berth.gates.planted", "io.berth.gates.planted.dockerclient")
                .rules().stream()
                        .flatMap(rule -> rule.evaluate(PLANTED).getFailureReport().getDetails().stream())
                        .toList();

        assertThat(reported).noneMatch(detail -> detail.contains("PlantedRuntime"));
    }

    /** Every class of every module; fails rather than checks nothing if a module is not compiled. */
    private static JavaClasses product() {
        List<Path> sources = REPOSITORY.modules().stream()
                .map(module -> REPOSITORY.root().resolve(module))
                .filter(module -> !module.endsWith("gates"))
                .filter(module -> Files.isDirectory(module.resolve("src/main/java")))
                .map(module -> module.resolve("target/classes"))
                .toList();
        assertThat(sources).as("modules that are not compiled").allMatch(ArchitectureTest::hasClasses);
        return new ClassFileImporter().importPaths(sources);
    }

    private static boolean hasClasses(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".class"));
        } catch (java.io.IOException e) {
            return false;
        }
    }
}
