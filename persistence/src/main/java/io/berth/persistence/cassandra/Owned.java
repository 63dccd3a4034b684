package io.berth.persistence.cassandra;

/**
 * A log that this process has taken over, or the newest bucket of it.
 *
 * @param bucket that is open
 * @param fence as this process left it
 */
record Owned(int bucket, Fence fence) {}
