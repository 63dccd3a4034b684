package io.berth.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.HealthCheck;
import io.berth.agent.runtime.ContainerException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that images are here, each once. As Kubernetes does by default: an image that is here is used as it is,
 * except for the tag {@code latest}, which is pulled first; if that fails, the local one is used. Credentials are those
 * of {@code docker login} on this machine.
 */
final class DockerImages {
    private static final Logger LOG = LoggerFactory.getLogger(DockerImages.class);

    /** What containers need to know of an image. */
    private record Facts(boolean hasHealthCheck) {}

    private final DockerClient client;
    private final Map<String, Facts> known = new ConcurrentHashMap<>();
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    DockerImages(DockerClient client) {
        this.client = client;
    }

    /** Fetches the image if need be. Fails with the engine's {@code No such image: x} if it cannot be had. */
    void ensure(String image) {
        if (known.containsKey(image)) {
            return;
        }
        synchronized (locks.computeIfAbsent(image, name -> new Object())) {
            if (known.containsKey(image)) {
                return;
            }
            Optional<Facts> local = isLatest(image) ? Optional.empty() : inspect(image);
            if (local.isEmpty()) {
                pull(image);
                local = inspect(image);
            }
            known.put(image, local.orElseThrow(() -> new ContainerException("No such image: " + image)));
        }
    }

    /** Whether the image brings a health check of its own. */
    boolean hasHealthCheck(String image) {
        Facts facts = known.get(image);
        return facts != null && facts.hasHealthCheck();
    }

    /** Forgets what is known of an image, because it turned out wrong. */
    void forget(String image) {
        known.remove(image);
    }

    private void pull(String image) {
        boolean isPinned = image.contains("@") || hasTag(image);
        try {
            client.pullImageCmd(isPinned ? image : image + ":latest")
                    .exec(new PullImageResultCallback())
                    .awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerException("interrupted while pulling " + image, e);
        } catch (RuntimeException e) {
            LOG.warn("image={} cannot be pulled: {}", image, DockerCalls.words(e));
        }
    }

    private Optional<Facts> inspect(String image) {
        return DockerCalls.find(() -> client.inspectImageCmd(image).exec()).map(DockerImages::facts);
    }

    private static Facts facts(InspectImageResponse image) {
        boolean hasCheck = Optional.ofNullable(image.getConfig())
                .map(ContainerConfig::getHealthcheck)
                .map(HealthCheck::getTest)
                .filter(DockerImages::isReal)
                .isPresent();
        return new Facts(hasCheck);
    }

    static boolean isReal(List<String> test) {
        return !test.isEmpty() && !test.getFirst().equals("NONE");
    }

    private static boolean isLatest(String image) {
        return !image.contains("@") && (!hasTag(image) || image.endsWith(":latest"));
    }

    private static boolean hasTag(String image) {
        return image.lastIndexOf(':') > image.lastIndexOf('/');
    }
}
