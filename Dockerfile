# syntax=docker/dockerfile:1
# Wadi as an image: docker build -t wadi . && docker run --rm wadi --help
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

FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /opt/wadi
# Dependencies change less often than sources: a layer of their own.
COPY pom.xml ./
RUN mvn -q -B dependency:go-offline
COPY . .
# The class path names jars in Maven's repository, which stays behind here: they move next to the classes. cp refuses
# two jars of one name, rather than lose one.
RUN mvn -q -B -Dmaven.test.skip=true package \
 && mkdir target/jars \
 && tr ':' '\n' <target/classpath.txt | xargs cp -t target/jars \
 && tr ':' '\n' <target/classpath.txt | sed 's|.*/|/opt/wadi/target/jars/|' | paste -s -d : >target/classpath.new \
 && mv target/classpath.new target/classpath.txt

# Ubuntu 24.04; its libpcap is libpcap0.8t64, in older bases libpcap0.8.
FROM eclipse-temurin:17-jre-noble
RUN apt-get update \
 && apt-get install -y --no-install-recommends curl libpcap0.8t64 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/wadi --create-home wadi
WORKDIR /opt/wadi
COPY --from=build /opt/wadi/target/jars target/jars
COPY --from=build /opt/wadi/target/classpath.txt target/classpath.txt
COPY --from=build /opt/wadi/target/classes target/classes
COPY wadi ./
COPY routes.d routes.d

ENV WADI_NO_BUILD=1 \
    WADI_NO_INSTALL=1 \
    WADI_DATA_DIR=/var/lib/wadi \
    WADI_HTTP_PORT=8080
EXPOSE 8080
USER wadi
# Name and password reach curl on its standard input, where no process list shows them.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD printf 'user = "%s:%s"\n' "$WADI_HTTP_USER" "$WADI_HTTP_PASSWORD" \
        | curl -fsS -K - -o /dev/null "http://127.0.0.1:$WADI_HTTP_PORT/observe/health/live"
ENTRYPOINT ["/opt/wadi/wadi"]
CMD ["--help"]
