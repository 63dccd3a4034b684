package io.berth.domain.spec;

/**
 * A secret or a config as a read-only file in a container.
 *
 * @param name of the secret or config
 * @param version of its value; 0 until the reference is resolved to the newest one when the service is put
 * @param target path: of a secret relative to {@code /run/secrets}, of a config relative to {@code /}, unless absolute
 * @param uid owner in the container, a number
 * @param gid group in the container, a number
 * @param mode permission bits, 0..0777
 */
public record FileRef(String name, long version, String target, String uid, String gid, int mode) {
    public FileRef atVersion(long newVersion) {
        return new FileRef(name, newVersion, target, uid, gid, mode);
    }
}
