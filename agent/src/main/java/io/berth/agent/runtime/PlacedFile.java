package io.berth.agent.runtime;

import java.nio.file.Path;

/**
 * A secret or config that lies in memory, ready to be shown to a container.
 *
 * @param source path on this machine, on a memory file system
 * @param target absolute path in the container
 */
public record PlacedFile(Path source, String target) {}
