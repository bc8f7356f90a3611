package lab.catalog;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.Executors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransportException;

/**
 * A Hive metastore on this machine's loopback whose tables are Glue's. It answers the calls that {@link GlueMetastore} has
 * methods for and refuses all others by their names.
 */
final class Metastore {
    private static int port;

    private Metastore() {}

    /** The port at which it answers; the first call starts it, and it ends with the JVM. */
    static synchronized int port(Configuration configuration) throws IOException, TTransportException {
        if (port == 0) {
            GlueMetastore glue = new GlueMetastore(GlueApi.ofEnvironment(), new TableFiles(configuration));
            ThriftHiveMetastore.Iface calls = (ThriftHiveMetastore.Iface) Proxy.newProxyInstance(
                    Metastore.class.getClassLoader(),
                    new Class<?>[] {ThriftHiveMetastore.Iface.class},
                    (proxy, method, arguments) -> call(glue, method, arguments));
            TServerSocket socket = new TServerSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            TThreadPoolServer server = new TThreadPoolServer(new TThreadPoolServer.Args(socket)
                    .processor(new ThriftHiveMetastore.Processor<>(calls))
                    .executorService(Executors.newCachedThreadPool(task -> daemon(task))));
            port = socket.getServerSocket().getLocalPort();
            daemon(server::serve).start();
        }
        return port;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "data-catalog");
        thread.setDaemon(true);
        return thread;
    }

    private static Object call(GlueMetastore glue, Method method, Object[] arguments) throws Throwable {
        Method own;
        try {
            own = GlueMetastore.class.getMethod(method.getName(), method.getParameterTypes());
        } catch (NoSuchMethodException unknown) {
            throw declared(
                    method,
                    new MetaException("The Data Catalog of the embedded AWS does not support " + method.getName()));
        }
        try {
            return own.invoke(glue, arguments);
        } catch (InvocationTargetException failed) {
            throw declared(method, failed.getCause());
        }
    }

    /** An exception that a call does not declare would reach the client without its words. */
    private static Throwable declared(Method method, Throwable error) {
        boolean isDeclared = Arrays.stream(method.getExceptionTypes())
                .anyMatch(type -> type != TException.class && type.isInstance(error));
        if (isDeclared) {
            return error;
        }
        String message = error instanceof TException ? error.getMessage() : error.toString();
        return Arrays.asList(method.getExceptionTypes()).contains(MetaException.class)
                ? new MetaException(message)
                : new TApplicationException(TApplicationException.INTERNAL_ERROR, message);
    }
}
