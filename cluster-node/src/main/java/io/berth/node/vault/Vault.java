package io.berth.node.vault;

import io.berth.domain.seal.SealedValue;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a data key that is itself sealed by a master key. Both are files of the data folder that only their
 * owner can read; whoever has the folder can open every value, as with Docker Swarm without autolock.
 */
public final class Vault {
    private static final String KEY_ID = "k1";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SECRET_BYTES = 16;
    private static final int SECRET_BASE = 36;
    private static final int SECRET_DIGITS = 25;

    private final SecureRandom random = new SecureRandom();
    private final byte[] bytes;
    private final SecretKeySpec dataKey;
    private final SecretKeySpec digestKey;

    private Vault(byte[] dataKey) throws GeneralSecurityException {
        this.bytes = dataKey.clone();
        this.dataKey = new SecretKeySpec(dataKey, "AES");
        this.digestKey = new SecretKeySpec(
                mac(new SecretKeySpec(dataKey, "HmacSHA256"), "digest".getBytes(StandardCharsets.UTF_8)), "HmacSHA256");
    }

    /**
     * Opens the keys in {@code folder}, or makes them.
     *
     * @throws IOException if the keys cannot be read or written, or do not belong together
     */
    public static Vault open(Path folder) throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] master = KeyFile.readOrCreate(folder.resolve("master.key"), () -> randomKey(random));
        byte[] wrapped = KeyFile.readOrCreate(
                folder.resolve("data.key"), () -> encrypt(new SecretKeySpec(master, "AES"), randomKey(random), random));
        try {
            return new Vault(decrypt(new SecretKeySpec(master, "AES"), wrapped));
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "data.key in %s cannot be opened with master.key beside it: put back the one that belongs to it"
                            .formatted(folder),
                    e);
        }
    }

    /**
     * Takes over the data key of a cluster that this member joins, sealed with a master key of its own.
     *
     * @throws IOException if the folder holds another data key, or cannot be written
     */
    public static Vault adopt(Path folder, byte[] dataKey) throws IOException {
        SecureRandom random = new SecureRandom();
        byte[] master = KeyFile.readOrCreate(folder.resolve("master.key"), () -> randomKey(random));
        KeyFile.readOrCreate(
                folder.resolve("data.key"), () -> encrypt(new SecretKeySpec(master, "AES"), dataKey, random));
        Vault vault = open(folder);
        if (!MessageDigest.isEqual(vault.bytes, dataKey)) {
            throw new IOException(
                    "%s holds the data key of another cluster: join with an empty data folder".formatted(folder));
        }
        return vault;
    }

    /** The key that opens every sealed value, for a member that joins. */
    public byte[] dataKey() {
        return bytes.clone();
    }

    private static byte[] randomKey(SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return key;
    }

    /**
     * The secret of a join token: 25 digits of base 36 that every member gets from the token's id, and that nobody gets
     * without the data key.
     */
    public String tokenSecret(String id) {
        try {
            byte[] mac =
                    mac(new SecretKeySpec(bytes, "HmacSHA256"), ("join-token/" + id).getBytes(StandardCharsets.UTF_8));
            String digits = new BigInteger(1, Arrays.copyOf(mac, SECRET_BYTES)).toString(SECRET_BASE);
            return "0".repeat(SECRET_DIGITS - digits.length()) + digits;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks HmacSHA256", e);
        }
    }

    public SealedValue seal(byte[] value) {
        try {
            return new SealedValue(
                    KEY_ID,
                    Base64.getEncoder().encodeToString(encrypt(dataKey, value, random)),
                    HexFormat.of().formatHex(mac(digestKey, value)),
                    value.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks HmacSHA256", e);
        }
    }

    /** The plain value; an {@link IllegalStateException} if it was sealed with another key. */
    public byte[] open(SealedValue value) {
        try {
            return decrypt(dataKey, Base64.getDecoder().decode(value.ciphertext()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a value was sealed with another key than " + KEY_ID, e);
        }
    }

    private static byte[] encrypt(SecretKeySpec key, byte[] plain, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = cipher.doFinal(plain);
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks AES-GCM", e);
        }
    }

    private static byte[] decrypt(SecretKeySpec key, byte[] sealed) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, Arrays.copyOf(sealed, NONCE_BYTES)));
        return cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
    }

    private static byte[] mac(SecretKeySpec key, byte[] value) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(key);
        return mac.doFinal(value);
    }
}
