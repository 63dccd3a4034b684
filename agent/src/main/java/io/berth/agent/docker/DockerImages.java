package io.berth.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.core.DefaultDockerClientConfig;
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
 * of {@code docker login} on this machine, read anew for every pull: a login needs no restart of the agent.
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
            known.put(image, local.orElseGet(() -> pulled(image)));
        }
    }

    private Facts pulled(String image) {
        Optional<String> refused = pull(image).filter(DockerImages::isForLackOfCredentials);
        return inspect(image)
                .orElseThrow(() -> new ContainerException("No such image: " + image
                        + refused.map(words -> ": " + words + "; run `docker login` on this node")
                                .orElse("")));
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

    /** Says why the registry did not give the image, or nothing if it did. */
    private Optional<String> pull(String image) {
        boolean isPinned = image.contains("@") || hasTag(image);
        String name = isPinned ? image : image + ":latest";
        try {
            credentials(name)
                    .map(client.pullImageCmd(name)::withAuthConfig)
                    .orElseGet(() -> client.pullImageCmd(name))
                    .exec(new PullImageResultCallback())
                    .awaitCompletion();
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ContainerException("interrupted while pulling " + image, e);
        } catch (RuntimeException e) {
            String words = DockerCalls.words(e);
            LOG.warn("image={} cannot be pulled: {}", image, words);
            return Optional.of(words);
        }
    }

    private static Optional<AuthConfig> credentials(String image) {
        return Optional.ofNullable(
                DefaultDockerClientConfig.createDefaultConfigBuilder().build().effectiveAuthConfig(image));
    }

    /** The engine's words for a 401, with and without credentials; a 404 is told in no more words than Swarm's. */
    private static boolean isForLackOfCredentials(String words) {
        return words.contains("unauthorized") || words.contains("no basic auth credentials");
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
