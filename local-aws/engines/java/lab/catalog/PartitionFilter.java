package lab.catalog;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hive.metastore.api.FieldSchema;

/** Expressions for Glue's GetPartitions. */
final class PartitionFilter {
    private PartitionFilter() {}

    /** Hive's filter, in which texts stand in either kind of quotes, with Glue's: only single ones, doubled inside. */
    static String glue(String hive) {
        StringBuilder glue = new StringBuilder();
        for (int at = 0; at < hive.length(); at++) {
            char sign = hive.charAt(at);
            int end = sign == '"' || sign == '\'' ? hive.indexOf(sign, at + 1) : -1;
            if (end < 0) {
                glue.append(sign);
            } else {
                glue.append(quoted(hive.substring(at + 1, end)));
                at = end;
            }
        }
        return glue.toString();
    }

    /** What holds for the partitions with these values; an empty one may be any. Null where all may. */
    static String having(List<FieldSchema> keys, List<String> values) {
        List<String> parts = new ArrayList<>();
        for (int at = 0; at < values.size(); at++) {
            if (!values.get(at).isEmpty() && keys.get(at).getType().equals("string")) {
                parts.add(keys.get(at).getName() + " = " + quoted(values.get(at)));
            }
        }
        return parts.isEmpty() ? null : String.join(" AND ", parts);
    }

    /** Whether a partition has values; an empty one may be any. */
    static boolean has(List<String> partition, List<String> values) {
        for (int at = 0; at < values.size(); at++) {
            if (!values.get(at).isEmpty() && !values.get(at).equals(partition.get(at))) {
                return false;
            }
        }
        return true;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
