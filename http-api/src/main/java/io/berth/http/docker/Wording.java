package io.berth.http.docker;

import static io.berth.http.docker.GrpcCode.INVALID_ARGUMENT;

import io.berth.domain.spec.ServiceSpec;
import io.berth.domain.spec.Violation;
import io.berth.http.problem.Problem;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From refusals of the domain to Swarm's words and statuses. */
final class Wording {
    private static final Pattern VARIABLE = Pattern.compile("template\\.containers\\[0]\\.env\\[(.*)]");
    private static final Pattern FIELD = Pattern.compile("\\{\\{\\s*\\.([A-Za-z0-9_]+)(.*)", Pattern.DOTALL);

    /** Go writes fractions below this with an exponent. */
    private static final double LEAST_PLAIN = 1e-4;

    private Wording() {}

    /** The error that Swarm's clients know for a problem, or the nearest one with the problem's own words. */
    static DockerError of(Problem problem) {
        return switch (problem.code()) {
            case "stale" -> DockerError.outOfSequence();
            case "malformed", "invalid" -> DockerError.swarm(INVALID_ARGUMENT, problem.detail());
            case "conflict" -> DockerError.swarm(GrpcCode.FAILED_PRECONDITION, problem.detail());
            case "unavailable" -> DockerError.swarm(INVALID_ARGUMENT, problem.detail());
            case "outcome-unknown" -> DockerError.swarm(GrpcCode.DEADLINE_EXCEEDED, problem.detail());
            default -> new DockerError(problem.status(), problem.detail());
        };
    }

    /** The error that Swarm's clients know for a rule that a spec breaks. */
    static DockerError of(Violation violation, ServiceSpec spec) {
        return DockerError.swarm(INVALID_ARGUMENT, description(violation, spec));
    }

    private static String description(Violation violation, ServiceSpec spec) {
        String field = violation.field();
        String value = violation.value();
        Matcher variable = VARIABLE.matcher(field);
        if (field.equals("name")) {
            return "name " + violation.rule();
        }
        if (field.endsWith(".image")) {
            return value.isEmpty()
                    ? "ContainerSpec: image reference must be provided"
                    : "ContainerSpec: \"%s\" is not a valid repository/tag".formatted(value);
        }
        if (field.endsWith(".memoryBytes")) {
            return "invalid memory value %s: Must be at least 4MiB".formatted(value);
        }
        if (field.endsWith(".nanoCpus")) {
            return "invalid cpu value %s: Must be at least 0.001".formatted(cores(value));
        }
        if (field.endsWith(".target") && violation.rule().contains("mounted twice")) {
            return "ContainerSpec: duplicate mount point: " + value;
        }
        if (field.equals("template.restart.delay")) {
            return "TaskSpec: restart-delay cannot be negative";
        }
        if (field.endsWith(".maxFailureRatio")) {
            return "TaskSpec: %s-maxfailureratio cannot be less than 0 or bigger than 1"
                    .formatted(field.substring(0, field.indexOf('.')));
        }
        if (field.startsWith("ports[")) {
            return "EndpointSpec: " + port(violation);
        }
        if (variable.matches() && value.startsWith("{{")) {
            return expansion(variable.group(1), spec);
        }
        return violation.text();
    }

    private static String port(Violation violation) {
        if (violation.field().endsWith(".mode")) {
            return "port published with ingress mode can't be used with dnsrr mode";
        }
        return violation.rule().contains("only once") ? "duplicate published ports provided" : violation.text();
    }

    /** As Go writes a number of cores. */
    private static String cores(String nanoCpus) {
        double cores = Double.parseDouble(nanoCpus) / 1e9;
        if (Math.abs(cores) >= LEAST_PLAIN || cores == 0) {
            return new BigDecimal(cores, MathContext.DECIMAL32)
                    .stripTrailingZeros()
                    .toPlainString();
        }
        BigDecimal digits = new BigDecimal(cores, MathContext.DECIMAL32).stripTrailingZeros();
        int exponent = digits.precision() - digits.scale() - 1;
        return "%se-%02d".formatted(digits.scaleByPowerOfTen(-exponent).toPlainString(), -exponent);
    }

    /** As Go's templates refuse a field that there is none of. */
    private static String expansion(String name, ServiceSpec spec) {
        String text = spec.template().containers().getFirst().env().getOrDefault(name, "");
        Matcher field = FIELD.matcher(text);
        if (!field.find()) {
            return "expanding env failed: expanding env \"%s=%s\": template: expansion:1: malformed"
                    .formatted(name, text);
        }
        String rest = field.group(2);
        int end = rest.indexOf("}}");
        String path = "." + field.group(1) + (end < 0 ? rest : rest.substring(0, end)).strip();
        int at = field.start(1) - 1 + (path.indexOf('.', 1) < 0 ? 0 : path.lastIndexOf('.'));
        return "expanding env failed: expanding env \"%s=%s\": template: expansion:1:%d: executing \"expansion\" at <%s>: can't evaluate field %s in type *template.Context"
                .formatted(name, text, at, path, field.group(1));
    }
}
