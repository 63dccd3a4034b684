package io.berth.agent.docker;

import com.github.dockerjava.api.DockerClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The image of holders: one program of some hundred bytes, given to the engine by the agent itself. */
final class HolderImage {
    static final String NAME = "berth-holder:1";

    private static final Logger LOG = LoggerFactory.getLogger(HolderImage.class);

    private final DockerClient client;
    private final String architecture;
    private boolean isThere;

    /** @param architecture of the engine */
    HolderImage(DockerClient client, String architecture) {
        this.client = client;
        this.architecture = architecture;
    }

    synchronized void ensure() {
        if (!isThere) {
            byte[] archive = archive(architecture);
            if (DockerCalls.find(() -> client.inspectImageCmd(NAME).exec()).isEmpty()) {
                DockerCalls.run(() ->
                        client.loadImageCmd(new ByteArrayInputStream(archive)).exec());
                LOG.info("image={} given to the Docker Engine", NAME);
            }
            isThere = true;
        }
    }

    /** The engine has turned out not to have it. */
    synchronized void forget() {
        isThere = false;
    }

    /** The image as {@code docker save} would write it. */
    static byte[] archive(String architecture) {
        byte[] layer = Tar.of(Map.of("holder", HolderProgram.of(architecture)));
        String config = """
            {"architecture": "%s", "os": "linux",
             "config": {"Entrypoint": ["/holder"]},
             "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}
            """.formatted(HolderProgram.imageArchitecture(architecture), sha256(layer));
        String manifest = """
            [{"Config": "config.json", "RepoTags": ["%s"], "Layers": ["layer.tar"]}]
            """.formatted(NAME);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("layer.tar", layer);
        files.put("config.json", config.getBytes(StandardCharsets.UTF_8));
        files.put("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
        return Tar.of(files);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
