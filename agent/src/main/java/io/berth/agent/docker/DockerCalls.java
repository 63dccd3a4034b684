package io.berth.agent.docker;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import io.berth.agent.runtime.ContainerException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes calls of the engine and turns its refusals into our exception with nothing but the engine's own words. */
final class DockerCalls {
    private static final Pattern MESSAGE = Pattern.compile("\"message\"\\s*:\\s*\"((?:\\\\.|[^\"\\\\])*)\"");

    private DockerCalls() {}

    /** The engine's answer. */
    static <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (ContainerException inOurWords) {
            throw inOurWords;
        } catch (DockerException refused) {
            throw new ContainerException(words(refused), refused);
        } catch (RuntimeException broken) {
            throw new ContainerException("the Docker Engine does not answer: " + broken.getMessage(), broken);
        }
    }

    /** A call without an answer. */
    static void run(Runnable call) {
        boolean _ = call(() -> {
            call.run();
            return true;
        });
    }

    /** A call of which it is fine that its object is gone or is already as wanted; says whether it was there. */
    static boolean runIfThere(Runnable call) {
        return call(() -> {
            try {
                call.run();
                return true;
            } catch (NotFoundException | NotModifiedException fine) {
                return false;
            } catch (ConflictException refused) {
                if (words(refused).endsWith("is already in progress")) { // the removal
                    return false;
                }
                throw refused;
            }
        });
    }

    /** The answer, or empty if the object does not exist. */
    static <T> Optional<T> find(Supplier<T> call) {
        return call(() -> {
            try {
                return Optional.of(call.get());
            } catch (NotFoundException absent) {
                return Optional.empty();
            }
        });
    }

    /** The engine's words out of {@code Status 404: {"message":"No such image: x"}}. */
    static String words(Exception refused) {
        String text = String.valueOf(refused.getMessage());
        Matcher message = MESSAGE.matcher(text);
        return message.find()
                ? message.group(1)
                        .replace("\\\"", "\"")
                        .replace("\\n", "\n")
                        .replace("\\u003c", "<")
                        .replace("\\u003e", ">")
                        .replace("\\\\", "\\")
                        .strip()
                : text.strip();
    }
}
