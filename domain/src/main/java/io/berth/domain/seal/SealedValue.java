package io.berth.domain.seal;

/**
 * An encrypted value. Only shells that hold the key can open it; the domain compares nothing but its digest.
 *
 * @param keyId which data key sealed it
 * @param ciphertext base64
 * @param digest of the plain value, keyed, so that equal values are found without opening them
 * @param size of the plain value in bytes
 */
public record SealedValue(String keyId, String ciphertext, String digest, int size) {
    @Override
    public String toString() {
        return "SealedValue[" + size + " bytes]";
    }
}
