package io.berth.http.docker;

import io.berth.domain.spec.Mount;

/** From one of {@code Mounts} to a mount. */
final class MountReader {
    private MountReader() {}

    static Mount read(Given given) {
        String word = given.text("Type");
        Mount.Type type = switch (word) {
            case "volume", "" -> Mount.Type.VOLUME;
            case "bind" -> Mount.Type.BIND;
            case "tmpfs" -> Mount.Type.TMPFS;
            case "npipe", "cluster", "image" ->
                throw DockerError.unserved("Berth mounts no %s: use a volume, a bind or a tmpfs".formatted(word));
            default -> throw new DockerError(400, "invalid MountType: \"%s\"".formatted(word));
        };
        Given volume = given.at("VolumeOptions");
        Given tmpfs = given.at("TmpfsOptions");
        return new Mount(
                type,
                given.text("Source"),
                given.text("Target"),
                given.flag("ReadOnly"),
                tmpfs.number("SizeBytes"),
                volume.map("Labels"),
                new Mount.Details(
                        given.at("BindOptions").text("Propagation"),
                        volume.flag("NoCopy"),
                        volume.at("DriverConfig").text("Name"),
                        volume.at("DriverConfig").map("Options"),
                        tmpfs.small("Mode").orElse(0)));
    }
}
