package io.berth.http.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.berth.domain.spec.Violation;
import java.util.List;
import java.util.Map;

/**
 * A refusal as RFC 9457 wants it.
 *
 * @param type a URN that ends with the code
 * @param title of all problems of this code
 * @param status of the HTTP answer
 * @param detail what was refused, the values and the way out
 * @param instance the path of the request, with its id as fragment
 * @param code for programs, such as {@code not-found}
 * @param errors what is wrong with single fields, if the input is bad
 * @param extra members of this code only, such as {@code earliest}
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
        @JsonAnyGetter Map<String, Object> extra) {
    public Problem {
        errors = List.copyOf(errors);
        extra = Map.copyOf(extra);
    }

    /** What is wrong with one field. */
    public record FieldError(String field, String value, String rule) {}

    static Problem of(ProblemCode code, String detail) {
        return new Problem(
                "urn:berth:problem:" + code.word(),
                code.title(),
                code.status(),
                detail,
                "",
                code.word(),
                List.of(),
                Map.of());
    }

    Problem withErrors(List<Violation> violations) {
        List<FieldError> fields = violations.stream()
                .map(violation -> new FieldError(violation.field(), violation.value(), violation.rule()))
                .toList();
        return new Problem(type, title, status, detail, instance, code, fields, extra);
    }

    /** With members that only this kind of problem has. */
    public Problem withExtra(Map<String, Object> members) {
        return new Problem(type, title, status, detail, instance, code, errors, members);
    }

    /** The problem of a certain request. */
    public Problem at(String newInstance) {
        return new Problem(type, title, status, detail, newInstance, code, errors, extra);
    }
}
