package lab.catalog;

import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Version 4 of AWS's signatures, for requests to Glue's one path.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">AWS's guide</a>
 */
final class Signature {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final String SIGNED = "host;x-amz-date;x-amz-target";

    private final String accessKey;
    private final String secretKey;
    private final String region;

    Signature(String accessKey, String secretKey, String region) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
        this.region = region;
    }

    /** Adds the time and the signature to a POST that has its X-Amz-Target already. */
    void sign(HttpURLConnection request, String host, byte[] body) {
        String time = ZonedDateTime.now(ZoneOffset.UTC).format(TIME);
        String day = time.substring(0, 8);
        String scope = day + "/" + region + "/glue/aws4_request";
        String target = request.getRequestProperty("X-Amz-Target");
        String headers = "host:" + host + "\nx-amz-date:" + time + "\nx-amz-target:" + target + "\n";
        String canonical = "POST\n/\n\n" + headers + "\n" + SIGNED + "\n" + hash(body);
        String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + hash(bytes(canonical));
        byte[] key = bytes("AWS4" + secretKey);
        for (String part : scope.split("/")) {
            key = mac(key, part);
        }
        request.setRequestProperty("X-Amz-Date", time);
        request.setRequestProperty(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + accessKey + "/" + scope + ", SignedHeaders=" + SIGNED + ", Signature="
                        + HexFormat.of().formatHex(mac(key, toSign)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
