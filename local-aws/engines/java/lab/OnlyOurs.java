package lab;

import com.google.common.collect.ImmutableListMultimap;
import io.airlift.http.client.HttpRequestFilter;
import io.airlift.http.client.Request;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Trino answers who shows the secret of the embedded AWS that started it, and nobody else: neither a program nor a web
 * page on this machine, whatever user and host it names. Trino's requests to itself show it, too.
 */
final class OnlyOurs implements Filter, HttpRequestFilter {
    private static final String HEADER = "X-Lab-Secret";

    private final String secret;

    OnlyOurs(String secret) {
        this.secret = secret;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isOurs(((HttpServletRequest) request).getHeader(HEADER))) {
            chain.doFilter(request, response);
        } else {
            ((HttpServletResponse) response).sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    private boolean isOurs(String shown) {
        return shown != null
                && MessageDigest.isEqual(
                        shown.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Request filterRequest(Request request) {
        return Request.Builder.fromRequest(request)
                .addHeaders(ImmutableListMultimap.of(HEADER, secret))
                .build();
    }
}
