package io.berth.domain.trust;

import io.berth.domain.seal.SealedValue;

/**
 * The certificate authority of the cluster.
 *
 * @param certificate in PEM form
 * @param key its private key, sealed as secrets are
 */
public record Authority(String certificate, SealedValue key) {}
