package io.berth.agent.runtime;

import java.nio.file.Path;
import java.util.List;

/**
 * The secrets and configs of one container, in memory.
 *
 * @param secretsDir folder of the secrets by target name
 * @param configsDir folder of the configs by target name
 * @param files each of them
 */
public record PlacedFiles(Path secretsDir, Path configsDir, List<PlacedFile> files) {
    public PlacedFiles {
        files = List.copyOf(files);
    }
}
