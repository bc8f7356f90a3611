package lab.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Function;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;

/** Hive's shapes as inputs of Glue's operations. What Hive leaves null is left out. */
final class ToGlue {
    private ToGlue() {}

    static ObjectNode database(Database hive) {
        ObjectNode glue = GlueApi.input().put("Name", hive.getName());
        put(glue, "Description", hive.getDescription());
        put(glue, "LocationUri", hive.getLocationUri());
        putTexts(glue, "Parameters", hive.getParameters());
        return glue;
    }

    static ObjectNode table(Table hive) throws MetaException {
        ObjectNode glue = GlueApi.input().put("Name", hive.getTableName());
        put(glue, "Owner", hive.getOwner());
        glue.put("Retention", hive.getRetention());
        glue.set("StorageDescriptor", storage(hive.getSd()));
        glue.set("PartitionKeys", columns(hive.getPartitionKeys()));
        put(glue, "ViewOriginalText", hive.getViewOriginalText());
        put(glue, "ViewExpandedText", hive.getViewExpandedText());
        put(glue, "TableType", hive.getTableType());
        putTexts(glue, "Parameters", hive.getParameters());
        return glue;
    }

    static ObjectNode partition(Partition hive) throws MetaException {
        ObjectNode glue = GlueApi.input();
        glue.set("Values", values(hive.getValues()));
        glue.set("StorageDescriptor", storage(hive.getSd()));
        putTexts(glue, "Parameters", hive.getParameters());
        return glue;
    }

    static ObjectNode function(Function hive) {
        ObjectNode glue = GlueApi.input().put("FunctionName", hive.getFunctionName());
        put(glue, "ClassName", hive.getClassName());
        put(glue, "OwnerName", hive.getOwnerName());
        put(glue, "OwnerType", hive.getOwnerType() == null ? null : hive.getOwnerType().name());
        putAll(glue, "ResourceUris", hive.getResourceUris(), (uri, node) -> node.put(
                        "ResourceType", uri.getResourceType().name())
                .put("Uri", uri.getUri()));
        return glue;
    }

    static ArrayNode values(List<String> values) {
        ArrayNode list = GlueApi.input().putArray("list");
        if (values != null) {
            values.forEach(list::add);
        }
        return list;
    }

    private static ObjectNode storage(StorageDescriptor hive) throws MetaException {
        if (hive.getSkewedInfo() != null && hive.getSkewedInfo().getSkewedColNamesSize() > 0) {
            throw new MetaException("The Data Catalog of the embedded AWS does not support SKEWED BY");
        }
        ObjectNode glue = GlueApi.input();
        glue.set("Columns", columns(hive.getCols()));
        put(glue, "Location", hive.getLocation());
        put(glue, "InputFormat", hive.getInputFormat());
        put(glue, "OutputFormat", hive.getOutputFormat());
        glue.put("Compressed", hive.isCompressed());
        glue.put("NumberOfBuckets", hive.getNumBuckets());
        glue.set("BucketColumns", values(hive.getBucketCols()));
        putAll(glue, "SortColumns", hive.getSortCols(), (order, node) -> node.put("Column", order.getCol())
                .put("SortOrder", order.getOrder()));
        putTexts(glue, "Parameters", hive.getParameters());
        glue.put("StoredAsSubDirectories", hive.isStoredAsSubDirectories());
        SerDeInfo serde = hive.getSerdeInfo();
        if (serde != null) {
            ObjectNode info = glue.putObject("SerdeInfo");
            put(info, "Name", serde.getName());
            put(info, "SerializationLibrary", serde.getSerializationLib());
            putTexts(info, "Parameters", serde.getParameters());
        }
        return glue;
    }

    private static ArrayNode columns(List<FieldSchema> columns) {
        ArrayNode list = GlueApi.input().putArray("list");
        for (FieldSchema column : columns == null ? List.<FieldSchema>of() : columns) {
            ObjectNode node = list.addObject().put("Name", column.getName());
            put(node, "Type", column.getType());
            put(node, "Comment", column.getComment());
        }
        return list;
    }

    private static void put(ObjectNode node, String member, String text) {
        if (text != null) {
            node.put(member, text);
        }
    }

    private static void putTexts(ObjectNode node, String member, Map<String, String> texts) {
        ObjectNode object = node.putObject(member);
        if (texts != null) {
            texts.forEach((name, text) -> put(object, name, text));
        }
    }

    private static <T> void putAll(ObjectNode node, String member, List<T> items, BiConsumer<T, ObjectNode> fill) {
        ArrayNode list = node.putArray(member);
        if (items != null) {
            items.forEach(item -> fill.accept(item, list.addObject()));
        }
    }
}
