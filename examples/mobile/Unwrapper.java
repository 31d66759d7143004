// SPDX-License-Identifier: Apache-2.0
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** The RSA step, for a key of the Android Keystore or of any other provider. */
public final class Unwrapper {
    private Unwrapper() {}

    /**
     * RSAES-OAEP with SHA-1, MGF1 with SHA-1 and an empty label: the shared key, or null if the padding is wrong. Throws
     * only if the place fails, whatever the ciphertext is.
     */
    public static byte[] unwrap(PrivateKey key, byte[] encryptedSharedKey) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        // All of it is said: providers differ in the MGF1 hash that they take by default.
        cipher.init(Cipher.DECRYPT_MODE, key,
            new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT));
        try {
            return cipher.doFinal(encryptedSharedKey);
        } catch (BadPaddingException wrongPadding) {
            return null;
        }
    }
}
