package lab.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.Order;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.PrincipalType;
import org.apache.hadoop.hive.metastore.api.ResourceType;
import org.apache.hadoop.hive.metastore.api.ResourceUri;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.SkewedInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;

/** Glue's shapes as Hive's. */
final class FromGlue {
    private FromGlue() {}

    static Database database(JsonNode glue) {
        Database database = new Database(
                glue.path("Name").asText(), text(glue, "Description"), glue.path("LocationUri").asText(""),
                texts(glue.path("Parameters")));
        database.setOwnerType(PrincipalType.USER);
        return database;
    }

    static Table table(JsonNode glue) {
        Table table = new Table();
        table.setDbName(glue.path("DatabaseName").asText());
        table.setTableName(glue.path("Name").asText());
        table.setOwner(text(glue, "Owner"));
        table.setCreateTime(glue.path("CreateTime").asInt());
        table.setLastAccessTime(glue.path("LastAccessTime").asInt());
        table.setRetention(glue.path("Retention").asInt());
        table.setSd(storage(glue.path("StorageDescriptor")));
        table.setPartitionKeys(columns(glue.path("PartitionKeys")));
        table.setParameters(texts(glue.path("Parameters")));
        table.setViewOriginalText(text(glue, "ViewOriginalText"));
        table.setViewExpandedText(text(glue, "ViewExpandedText"));
        table.setTableType(text(glue, "TableType"));
        return table;
    }

    /** @throws MetaException Where a table lacks what Hive needs, in the words that AWS's own metastore client has for it. */
    static Table wholeTable(JsonNode glue) throws MetaException {
        JsonNode storage = glue.path("StorageDescriptor");
        String type = text(glue, "TableType");
        boolean isView = type != null && !type.endsWith("_TABLE");
        String missing = isView ? null
                : type == null ? "TableType"
                : !glue.has("StorageDescriptor") ? "StorageDescriptor"
                : !storage.has("InputFormat") ? "StorageDescriptor#InputFormat"
                : !storage.has("OutputFormat") ? "StorageDescriptor#OutputFormat"
                : !storage.has("SerdeInfo") ? "StorageDescriptor#SerdeInfo"
                : !storage.path("SerdeInfo").has("SerializationLibrary")
                        ? "StorageDescriptor#SerdeInfo#SerializationLibrary"
                : null;
        if (missing != null) {
            throw new MetaException(missing + " cannot be null for table: " + glue.path("Name").asText());
        }
        return table(glue);
    }

    static Partition partition(JsonNode glue) {
        Partition partition = new Partition();
        partition.setDbName(glue.path("DatabaseName").asText());
        partition.setTableName(glue.path("TableName").asText());
        partition.setValues(list(glue.path("Values"), JsonNode::asText));
        partition.setCreateTime(glue.path("CreationTime").asInt());
        partition.setLastAccessTime(glue.path("LastAccessTime").asInt());
        partition.setSd(storage(glue.path("StorageDescriptor")));
        partition.setParameters(texts(glue.path("Parameters")));
        return partition;
    }

    static org.apache.hadoop.hive.metastore.api.Function function(JsonNode glue) {
        org.apache.hadoop.hive.metastore.api.Function function = new org.apache.hadoop.hive.metastore.api.Function();
        function.setDbName(glue.path("DatabaseName").asText());
        function.setFunctionName(glue.path("FunctionName").asText());
        function.setClassName(text(glue, "ClassName"));
        function.setOwnerName(text(glue, "OwnerName"));
        function.setOwnerType(PrincipalType.valueOf(glue.path("OwnerType").asText("USER")));
        function.setFunctionType(org.apache.hadoop.hive.metastore.api.FunctionType.JAVA);
        function.setResourceUris(list(
                glue.path("ResourceUris"),
                uri -> new ResourceUri(
                        ResourceType.valueOf(uri.path("ResourceType").asText()), uri.path("Uri").asText())));
        return function;
    }

    private static StorageDescriptor storage(JsonNode glue) {
        StorageDescriptor storage = new StorageDescriptor();
        storage.setCols(columns(glue.path("Columns")));
        storage.setLocation(text(glue, "Location"));
        storage.setInputFormat(text(glue, "InputFormat"));
        storage.setOutputFormat(text(glue, "OutputFormat"));
        storage.setCompressed(glue.path("Compressed").asBoolean());
        storage.setNumBuckets(glue.path("NumberOfBuckets").asInt(-1));
        storage.setSerdeInfo(serde(glue.path("SerdeInfo")));
        storage.setBucketCols(list(glue.path("BucketColumns"), JsonNode::asText));
        storage.setSortCols(list(
                glue.path("SortColumns"),
                column -> new Order(column.path("Column").asText(), column.path("SortOrder").asInt())));
        storage.setParameters(texts(glue.path("Parameters")));
        storage.setSkewedInfo(new SkewedInfo(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>()));
        storage.setStoredAsSubDirectories(glue.path("StoredAsSubDirectories").asBoolean());
        return storage;
    }

    private static SerDeInfo serde(JsonNode glue) {
        return new SerDeInfo(text(glue, "Name"), text(glue, "SerializationLibrary"), texts(glue.path("Parameters")));
    }

    private static List<FieldSchema> columns(JsonNode glue) {
        return list(glue, column -> new FieldSchema(
                column.path("Name").asText(), column.path("Type").asText(), text(column, "Comment")));
    }

    private static String text(JsonNode node, String member) {
        return node.hasNonNull(member) ? node.get(member).asText() : null;
    }

    private static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private static <T> List<T> list(JsonNode nodes, Function<JsonNode, T> convert) {
        List<T> list = new ArrayList<>();
        nodes.forEach(node -> list.add(convert.apply(node)));
        return list;
    }
}
