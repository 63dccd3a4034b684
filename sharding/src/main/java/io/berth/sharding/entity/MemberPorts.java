package io.berth.sharding.entity;

import io.berth.sharding.directory.Directory;
import io.berth.sharding.directory.Fleet;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What every entity uses of its member.
 *
 * @param entities to reach other entities
 * @param directory to be found in lists
 * @param fleet to see all nodes
 * @param clock for the time of decisions
 * @param random for the seeds of decisions
 * @param witness is told of all that they do
 */
public record MemberPorts(
        Entities entities,
        Directory directory,
        Fleet fleet,
        InstantSource clock,
        RandomGenerator random,
        Witness witness) {}
