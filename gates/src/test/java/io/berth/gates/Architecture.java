package io.berth.gates;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who may know whom.
 *
 * @param root the package above all modules
 * @param dockerClient the package of the Docker client library
 */
record Architecture(String root, String dockerClient) {
    /** What each module's packages may see of the other modules. */
    private static final Map<String, List<String>> SIGHT = Map.of(
            "domain", List.of(),
            "link", List.of("domain"),
            "persistence", List.of("domain"),
            "sharding", List.of("domain", "link"),
            "agent", List.of("domain", "link"),
            "http", List.of("domain"),
            "chaos", List.of("domain"));

    /** Methods that answer differently at every call, or wait. */
    private static final List<String> IMPURE_CALLS = List.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.lang.StrictMath.random",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle");

    /** Reading an address that is written in numbers asks nobody; everything else of {@code java.net} may. */
    private static final List<String> PURE_ADDRESS_CALLS = List.of("ofLiteral", "getAddress");

    /** All rules; each is checked, and each has a planted violation. */
    List<ArchRule> rules() {
        return Stream.of(
                        Stream.of(
                                domainSeesOnlyTheLanguage(),
                                isPure("domain", "the domain"),
                                isPure("chaos.simulator", "the simulator"),
                                domainHasNoCycles(),
                                onlyOnePackageSeesDocker(),
                                shardingNeverWaits()),
                        SIGHT.keySet().stream().sorted().map(this::seesOnlyItsOwn))
                .flatMap(rule -> rule)
                .toList();
    }

    private ArchRule domainSeesOnlyTheLanguage() {
        return classes()
                .that()
                .resideInAPackage(in("domain"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        in("domain"),
                        "java.lang",
                        "java.lang.annotation",
                        "java.lang.invoke",
                        "java.lang.runtime",
                        "java.math",
                        "java.net",
                        "java.nio.charset",
                        "java.time..",
                        "java.util",
                        "java.util.function",
                        "java.util.regex",
                        "java.util.stream",
                        "org.jspecify.."))
                .as("the domain sees only the language")
                .allowEmptyShould(true);
    }

    /** The simulator too: the same seed must show the same. */
    private ArchRule isPure(String part, String name) {
        return noClasses()
                .that()
                .resideInAPackage(in(part))
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe("a clock, chance or a machine", Architecture::isImpure))
                .orShould()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "clocks, random generators and threads",
                        type -> type.isAssignableTo(Clock.class)
                                || type.isAssignableTo(Random.class)
                                || type.isAssignableTo(Thread.class)
                                || type.getFullName().equals("java.util.SplittableRandom")
                                || type.getFullName().equals("java.lang.ThreadLocal")))
                .as(name + " asks no clock, no chance and no machine")
                .allowEmptyShould(true);
    }

    private static boolean isImpure(JavaCall<?> call) {
        AccessTarget.CodeUnitCallTarget target = call.getTarget();
        String owner = target.getOwner().getFullName();
        boolean isNetwork = owner.startsWith("java.net.") && !PURE_ADDRESS_CALLS.contains(target.getName());
        return isNetwork
                || (target.getName().equals("now") && owner.startsWith("java.time."))
                || IMPURE_CALLS.contains(owner + "." + target.getName());
    }

    private ArchRule domainHasNoCycles() {
        return slices().matching(root + ".domain.(*)..")
                .should()
                .beFreeOfCycles()
                .as("the domain's packages have no cycle");
    }

    private ArchRule seesOnlyItsOwn(String module) {
        Predicate<JavaClass> isOfOthers =
                type -> SIGHT.keySet().stream().anyMatch(other -> isIn(type, other) && !maySee(module, other));
        return noClasses()
                .that()
                .resideInAPackage(in(module))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe("other modules' classes", isOfOthers))
                .orShould()
                .dependOnClassesThat(resideInAPackage(root + ".node.."))
                .as("%s sees no module but %s".formatted(module, SIGHT.get(module)))
                .allowEmptyShould(true);
    }

    private ArchRule onlyOnePackageSeesDocker() {
        return noClasses()
                .that(resideOutsideOfPackage(in("agent.docker")))
                .and(resideInAPackage(root + ".."))
                .and(resideOutsideOfPackage(dockerClient + ".."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(dockerClient + "..")
                .as("only agent.docker sees the Docker client");
    }

    private ArchRule shardingNeverWaits() {
        return noClasses()
                .that()
                .resideInAPackage(in("sharding"))
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "waiting for a future",
                        call -> call.getTargetOwner().isAssignableTo(Future.class)
                                && List.of("get", "join").contains(call.getName())))
                .as("an actor never waits for a future")
                .allowEmptyShould(true);
    }

    private boolean maySee(String module, String other) {
        return module.equals(other) || SIGHT.getOrDefault(module, List.of()).contains(other);
    }

    private boolean isIn(JavaClass type, String module) {
        return (type.getPackageName() + ".").startsWith(root + "." + module + ".");
    }

    private String in(String module) {
        return root + "." + module + "..";
    }
}
