package lab.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.EnvironmentContext;
import org.apache.hadoop.hive.metastore.api.Function;
import org.apache.hadoop.hive.metastore.api.GetTableRequest;
import org.apache.hadoop.hive.metastore.api.GetTableResult;
import org.apache.hadoop.hive.metastore.api.GetTablesRequest;
import org.apache.hadoop.hive.metastore.api.GetTablesResult;
import org.apache.hadoop.hive.metastore.api.InvalidOperationException;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.thrift.TException;

/**
 * The calls of a Hive metastore on databases, tables and functions, done by Glue's operations; each has the name and the
 * arguments that {@code ThriftHiveMetastore.Iface} gives it. Those on partitions are in {@link GluePartitions}. What AWS's
 * own metastore client refuses is refused: renamed tables, changes that cascade to partitions.
 */
public final class GlueMetastore extends GluePartitions {
    private static final String MANAGED = "MANAGED_TABLE";
    private static final String EXTERNAL = "EXTERNAL_TABLE";

    GlueMetastore(GlueApi glue, TableFiles files) {
        super(glue, files);
    }

    public List<String> set_ugi(String user, List<String> groups) {
        return groups;
    }

    public void flushCache() {
        // there is none
    }

    public void shutdown() {
        // a client leaves; the metastore stays for the others
    }

    public void create_database(Database database) throws TException {
        // a folder of the run itself is gone with it
        database.setLocationUri(TableFiles.isInS3(database.getLocationUri()) ? database.getLocationUri() : null);
        ObjectNode input = GlueApi.input();
        input.set("DatabaseInput", ToGlue.database(database));
        glue.call("CreateDatabase", input);
    }

    public Database get_database(String name) throws TException {
        return FromGlue.database(glue.call("GetDatabase", GlueApi.input().put("Name", name)).path("Database"));
    }

    public List<String> get_all_databases() throws TException {
        return get_databases("*");
    }

    public List<String> get_databases(String pattern) throws TException {
        return names(glue.all("GetDatabases", GlueApi.input(), "DatabaseList"), "Name", pattern);
    }

    public void alter_database(String name, Database database) throws TException {
        ObjectNode input = GlueApi.input().put("Name", name);
        input.set("DatabaseInput", ToGlue.database(database));
        glue.call("UpdateDatabase", input);
    }

    public void drop_database(String name, boolean deleteData, boolean cascade) throws TException {
        Database database = get_database(name);
        if (!cascade && !get_all_tables(name).isEmpty()) {
            throw new InvalidOperationException("Database " + name + " is not empty.");
        }
        glue.call("DeleteDatabase", GlueApi.input().put("Name", name));
        if (deleteData) {
            files.remove(database.getLocationUri());
        }
    }

    public List<String> get_all_tables(String database) throws TException {
        return get_tables(database, "*");
    }

    public List<String> get_tables(String database, String pattern) throws TException {
        return names(tables(database), "Name", pattern);
    }

    public List<String> get_tables_by_type(String database, String pattern, String type) throws TException {
        List<JsonNode> found = new ArrayList<>(tables(database));
        found.removeIf(table -> !table.path("TableType").asText().equals(type));
        return names(found, "Name", pattern);
    }

    private List<JsonNode> tables(String database) throws TException {
        return glue.all("GetTables", GlueApi.input().put("DatabaseName", database), "TableList");
    }

    @Override
    public Table get_table(String database, String name) throws TException {
        ObjectNode input = GlueApi.input().put("DatabaseName", database).put("Name", name);
        return FromGlue.wholeTable(glue.call("GetTable", input).path("Table"));
    }

    public GetTableResult get_table_req(GetTableRequest request) throws TException {
        return new GetTableResult(get_table(request.getDbName(), request.getTblName()));
    }

    public List<Table> get_table_objects_by_name(String database, List<String> names) throws TException {
        List<Table> found = new ArrayList<>();
        for (String name : names) {
            try {
                found.add(get_table(database, name));
            } catch (NoSuchObjectException missing) {
                // only those that are there are asked for
            }
        }
        return found;
    }

    public GetTablesResult get_table_objects_by_name_req(GetTablesRequest request) throws TException {
        return new GetTablesResult(get_table_objects_by_name(request.getDbName(), request.getTblNames()));
    }

    public void create_table(Table table) throws TException {
        create_table_with_environment_context(table, null);
    }

    public void create_table_with_environment_context(Table table, EnvironmentContext context) throws TException {
        if (isTable(table)) {
            if (table.getSd().getLocation() == null) {
                table.getSd().setLocation(folder(get_database(table.getDbName()), table.getTableName()));
            }
            files.make("The table " + table.getTableName(), table.getSd().getLocation());
        }
        table.putToParameters("transient_lastDdlTime", Long.toString(System.currentTimeMillis() / 1000));
        ObjectNode input = GlueApi.input().put("DatabaseName", table.getDbName());
        input.set("TableInput", ToGlue.table(table));
        glue.call("CreateTable", input);
    }

    private static String folder(Database database, String table) {
        return database.getLocationUri().replaceFirst("/?$", "/") + table;
    }

    public void alter_table(String database, String name, Table table) throws TException {
        alter_table_with_environment_context(database, name, table, null);
    }

    public void alter_table_with_environment_context(
            String database, String name, Table table, EnvironmentContext context) throws TException {
        if (context != null && context.isSetProperties() && "true".equals(context.getProperties().get("CASCADE"))) {
            throw new InvalidOperationException("Cascade for alter_table is not supported");
        }
        if (!name.equals(table.getTableName()) || !database.equals(table.getDbName())) {
            throw new InvalidOperationException("Table rename is not supported");
        }
        if (isTable(table)) {
            boolean isExternal = Boolean.parseBoolean(table.getParameters().get("EXTERNAL"));
            table.setTableType(isExternal ? EXTERNAL : MANAGED);
        }
        ObjectNode input = GlueApi.input().put("DatabaseName", database);
        input.set("TableInput", ToGlue.table(table));
        glue.call("UpdateTable", input);
    }

    public void drop_table(String database, String name, boolean deleteData) throws TException {
        drop_table_with_environment_context(database, name, deleteData, null);
    }

    public void drop_table_with_environment_context(
            String database, String name, boolean deleteData, EnvironmentContext context) throws TException {
        ObjectNode input = GlueApi.input().put("DatabaseName", database).put("Name", name);
        Table table = FromGlue.table(glue.call("GetTable", input).path("Table"));
        boolean deletes = deleteData && MANAGED.equals(table.getTableType());
        List<String> folders = deletes && table.getPartitionKeysSize() > 0 ? locations(database, name) : List.of();
        glue.call("DeleteTable", input);
        if (deletes) {
            for (String folder : folders) {
                files.remove(folder);
            }
            files.remove(table.getSd().getLocation());
        }
    }

    private static boolean isTable(Table table) {
        return MANAGED.equals(table.getTableType()) || EXTERNAL.equals(table.getTableType());
    }

    public void create_function(Function function) throws TException {
        ObjectNode input = GlueApi.input().put("DatabaseName", function.getDbName());
        input.set("FunctionInput", ToGlue.function(function));
        glue.call("CreateUserDefinedFunction", input);
    }

    public void drop_function(String database, String name) throws TException {
        glue.call(
                "DeleteUserDefinedFunction",
                GlueApi.input().put("DatabaseName", database).put("FunctionName", name));
    }

    public Function get_function(String database, String name) throws TException {
        ObjectNode input = GlueApi.input().put("DatabaseName", database).put("FunctionName", name);
        return FromGlue.function(
                glue.call("GetUserDefinedFunction", input).path("UserDefinedFunction"));
    }

    public List<String> get_functions(String database, String pattern) throws TException {
        ObjectNode input = GlueApi.input().put("DatabaseName", database).put("Pattern", "*");
        return names(glue.all("GetUserDefinedFunctions", input, "UserDefinedFunctions"), "FunctionName", pattern);
    }

    /** Of what was found, the names that a pattern of Hive's means: {@code *} is any text, {@code |} is "or". */
    private static List<String> names(List<JsonNode> found, String member, String pattern) {
        Pattern wanted = Pattern.compile(pattern.replaceAll("(?<!\\.)\\*", ".*"), Pattern.CASE_INSENSITIVE);
        return found.stream()
                .map(node -> node.path(member).asText())
                .filter(name -> wanted.matcher(name).matches())
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
