package lab.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.InvalidObjectException;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.thrift.TException;

/** Glue's API, as far as its answers are JSON: Spark comes without AWS's SDK. */
final class GlueApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI endpoint;
    private final Signature signature;

    private GlueApi(URI endpoint, Signature signature) {
        this.endpoint = endpoint;
        this.signature = signature;
    }

    /** The endpoint, region and keys that the job's environment names for every client of AWS. */
    static GlueApi ofEnvironment() {
        Signature signature = new Signature(
                System.getenv("AWS_ACCESS_KEY_ID"), System.getenv("AWS_SECRET_ACCESS_KEY"), System.getenv("AWS_REGION"));
        return new GlueApi(URI.create(System.getenv("AWS_ENDPOINT_URL")), signature);
    }

    static ObjectNode input() {
        return JSON.createObjectNode();
    }

    /** Calls an operation. Glue's errors come as those that a metastore has for them. */
    JsonNode call(String operation, ObjectNode input) throws TException {
        try {
            byte[] body = JSON.writeValueAsBytes(input);
            HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/x-amz-json-1.1");
            connection.setRequestProperty("X-Amz-Target", "AWSGlue." + operation);
            signature.sign(connection, endpoint.getAuthority(), body);
            connection.getOutputStream().write(body);
            boolean isError = connection.getResponseCode() >= 400;
            try (InputStream answer = isError ? connection.getErrorStream() : connection.getInputStream()) {
                byte[] bytes = answer.readAllBytes();
                JsonNode output = bytes.length == 0 ? input() : JSON.readTree(bytes);
                if (isError) {
                    throw error(output.path("__type").asText(), output);
                }
                return output;
            }
        } catch (IOException failed) {
            throw new MetaException("Glue does not answer " + operation + ": " + failed);
        }
    }

    /** Calls an operation until it has no further page. */
    List<JsonNode> all(String operation, ObjectNode input, String member) throws TException {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode page = call(operation, input); ; page = call(operation, input)) {
            page.path(member).forEach(found::add);
            if (!page.hasNonNull("NextToken")) {
                return found;
            }
            input.put("NextToken", page.get("NextToken").asText());
        }
    }

    private static TException error(String type, JsonNode output) {
        String message = output.path("Message").asText(output.path("message").asText(output.toString()));
        return switch (type.substring(type.indexOf('#') + 1)) {
            case "EntityNotFoundException" -> new NoSuchObjectException(message);
            case "AlreadyExistsException" -> new AlreadyExistsException(message);
            case "InvalidInputException" -> new InvalidObjectException(message);
            default -> new MetaException(message + " (" + type + ")");
        };
    }
}
