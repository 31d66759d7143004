// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;

/** For each line "KEY WRAPPED" of hex, PKCS#8 and a ciphertext, prints what comes out, or "null". */
final class UnwrapperCheck {
    private UnwrapperCheck() {}

    public static void main(String[] arguments) throws Exception {
        HexFormat hex = HexFormat.of();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = line.split(" ");
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(hex.parseHex(parts[0])));
            byte[] unwrapped = Unwrapper.unwrap(key, hex.parseHex(parts[1]));
            System.out.println(unwrapped == null ? "null" : hex.formatHex(unwrapped));
        }
    }
}
