package lab.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.hive.metastore.Warehouse;
import org.apache.hadoop.hive.metastore.api.AddPartitionsRequest;
import org.apache.hadoop.hive.metastore.api.AddPartitionsResult;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.EnvironmentContext;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.thrift.TException;

/** The calls of a Hive metastore on partitions, as {@link GlueMetastore} has the others. */
abstract class GluePartitions {
    /** The most that Glue takes in one request. */
    private static final int MOST_CREATED = 100;

    private static final int MOST_READ = 1000;

    final GlueApi glue;
    final TableFiles files;

    GluePartitions(GlueApi glue, TableFiles files) {
        this.glue = glue;
        this.files = files;
    }

    abstract Table get_table(String database, String name) throws TException;

    public Partition add_partition(Partition partition) throws TException {
        return add_partition_with_environment_context(partition, null);
    }

    public Partition add_partition_with_environment_context(Partition partition, EnvironmentContext context)
            throws TException {
        add(partition.getDbName(), partition.getTableName(), List.of(partition), false);
        return partition;
    }

    public AddPartitionsResult add_partitions_req(AddPartitionsRequest request) throws TException {
        add(request.getDbName(), request.getTblName(), request.getParts(), request.isIfNotExists());
        AddPartitionsResult result = new AddPartitionsResult();
        if (request.isNeedResult()) {
            result.setPartitions(request.getParts());
        }
        return result;
    }

    private void add(String database, String name, List<Partition> partitions, boolean ifNotExists) throws TException {
        Table table = get_table(database, name);
        for (Partition partition : partitions) {
            if (partition.getSd().getLocation() == null) {
                partition.getSd().setLocation(table.getSd().getLocation() + "/" + name(table, partition.getValues()));
            }
            files.make("The partition " + partition.getValues(), partition.getSd().getLocation());
        }
        for (int from = 0; from < partitions.size(); from += MOST_CREATED) {
            ObjectNode input = of(database, name);
            ArrayNode list = input.putArray("PartitionInputList");
            for (Partition partition : partitions.subList(from, Math.min(from + MOST_CREATED, partitions.size()))) {
                list.add(ToGlue.partition(partition));
            }
            for (JsonNode error : glue.call("BatchCreatePartition", input).path("Errors")) {
                JsonNode detail = error.path("ErrorDetail");
                String message = detail.path("ErrorMessage").asText();
                if (!detail.path("ErrorCode").asText().equals("AlreadyExistsException")) {
                    throw new MetaException(message);
                }
                if (!ifNotExists) {
                    throw new AlreadyExistsException(message);
                }
            }
        }
    }

    public Partition get_partition(String database, String name, List<String> values) throws TException {
        ObjectNode input = of(database, name);
        input.set("PartitionValues", ToGlue.values(values));
        return FromGlue.partition(glue.call("GetPartition", input).path("Partition"));
    }

    public Partition get_partition_with_auth(
            String database, String name, List<String> values, String user, List<String> groups) throws TException {
        return get_partition(database, name, values);
    }

    public List<Partition> get_partitions(String database, String name, short most) throws TException {
        return partitions(database, name, null, most);
    }

    public List<Partition> get_partitions_with_auth(
            String database, String name, short most, String user, List<String> groups) throws TException {
        return partitions(database, name, null, most);
    }

    public List<Partition> get_partitions_by_filter(String database, String name, String filter, short most)
            throws TException {
        return partitions(database, name, filter.isEmpty() ? null : PartitionFilter.glue(filter), most);
    }

    public List<Partition> get_partitions_ps(String database, String name, List<String> values, short most)
            throws TException {
        String filter = PartitionFilter.having(get_table(database, name).getPartitionKeys(), values);
        List<Partition> found = partitions(database, name, filter, (short) -1);
        found.removeIf(partition -> !PartitionFilter.has(partition.getValues(), values));
        return most < 0 || found.size() <= most ? found : found.subList(0, most);
    }

    public List<Partition> get_partitions_ps_with_auth(
            String database, String name, List<String> values, short most, String user, List<String> groups)
            throws TException {
        return get_partitions_ps(database, name, values, most);
    }

    public List<String> get_partition_names(String database, String name, short most) throws TException {
        return names(get_table(database, name), partitions(database, name, null, most));
    }

    public List<String> get_partition_names_ps(String database, String name, List<String> values, short most)
            throws TException {
        return names(get_table(database, name), get_partitions_ps(database, name, values, most));
    }

    public List<Partition> get_partitions_by_names(String database, String name, List<String> names)
            throws TException {
        List<Partition> found = new ArrayList<>();
        for (int from = 0; from < names.size(); from += MOST_READ) {
            ObjectNode input = of(database, name);
            ArrayNode list = input.putArray("PartitionsToGet");
            for (String each : names.subList(from, Math.min(from + MOST_READ, names.size()))) {
                list.addObject().set("Values", ToGlue.values(Warehouse.getPartValuesFromPartName(each)));
            }
            for (JsonNode partition : glue.call("BatchGetPartition", input).path("Partitions")) {
                found.add(FromGlue.partition(partition));
            }
        }
        return found;
    }

    public void alter_partition(String database, String name, Partition partition) throws TException {
        ObjectNode input = of(database, name);
        input.set("PartitionValueList", ToGlue.values(partition.getValues()));
        input.set("PartitionInput", ToGlue.partition(partition));
        glue.call("UpdatePartition", input);
    }

    public void alter_partition_with_environment_context(
            String database, String name, Partition partition, EnvironmentContext context) throws TException {
        alter_partition(database, name, partition);
    }

    public void alter_partitions(String database, String name, List<Partition> partitions) throws TException {
        for (Partition partition : partitions) {
            alter_partition(database, name, partition);
        }
    }

    public void alter_partitions_with_environment_context(
            String database, String name, List<Partition> partitions, EnvironmentContext context) throws TException {
        alter_partitions(database, name, partitions);
    }

    public boolean drop_partition(String database, String name, List<String> values, boolean deleteData)
            throws TException {
        Partition partition = get_partition(database, name, values);
        ObjectNode input = of(database, name);
        input.set("PartitionValues", ToGlue.values(values));
        glue.call("DeletePartition", input);
        if (deleteData && get_table(database, name).getTableType().equals("MANAGED_TABLE")) {
            files.remove(partition.getSd().getLocation());
        }
        return true;
    }

    public boolean drop_partition_with_environment_context(
            String database, String name, List<String> values, boolean deleteData, EnvironmentContext context)
            throws TException {
        return drop_partition(database, name, values, deleteData);
    }

    /** Where the partitions of a table lie. */
    final List<String> locations(String database, String name) throws TException {
        List<String> locations = new ArrayList<>();
        for (Partition partition : partitions(database, name, null, (short) -1)) {
            locations.add(partition.getSd().getLocation());
        }
        return locations;
    }

    /** @param most How many at most; all where it is negative. */
    private List<Partition> partitions(String database, String name, String expression, short most) throws TException {
        ObjectNode input = of(database, name);
        if (expression != null) {
            input.put("Expression", expression);
        }
        List<Partition> found = new ArrayList<>();
        for (JsonNode partition : glue.all("GetPartitions", input, "Partitions")) {
            if (most < 0 || found.size() < most) {
                found.add(FromGlue.partition(partition));
            }
        }
        return found;
    }

    private static ObjectNode of(String database, String table) {
        return GlueApi.input().put("DatabaseName", database).put("TableName", table);
    }

    private static List<String> names(Table table, List<Partition> partitions) throws MetaException {
        List<String> names = new ArrayList<>();
        for (Partition partition : partitions) {
            names.add(name(table, partition.getValues()));
        }
        return names;
    }

    private static String name(Table table, List<String> values) throws MetaException {
        return Warehouse.makePartName(table.getPartitionKeys(), values);
    }
}
