package io.wadi.embedded;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/**
 * A small process that ends a PostgreSQL server when this one is gone, however it went: SIGKILL, an OutOfMemoryError
 * that ends the JVM, a halt. It reads from a pipe, whose end comes with the end of its writer.
 */
final class ServerWatch {

    /**
     * Arguments: the server's data, and a mark in its command line, because the file of another server may be there by
     * then. A server that was about to start gets ten seconds to write its file; twenty pass between asking it to end
     * its work (SIGINT) and telling it to leave that to the recovery (SIGQUIT).
     */
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            command_of() {
                if [ -r "/proc/$1/cmdline" ]; then tr '\\0' ' ' <"/proc/$1/cmdline"; else ps -o args= -p "$1"; fi
            }
            find_server() {
                server=
                [ -r "$1/postmaster.pid" ] && read -r server <"$1/postmaster.pid"
                case $(command_of "${server:-none}") in *"$2"*) return 0 ;; *) return 1 ;; esac
            }
            await_end() {
                tenths=0
                while kill -0 "$server"; do
                    [ $((tenths += 1)) -le 200 ] || return 1
                    sleep 0.1
                done
            }
            read -r line && exit
            tenths=0
            until find_server "$1" "$2"; do
                [ $((tenths += 1)) -le 100 ] || exit
                sleep 0.1
            done
            kill -INT "$server"
            await_end || kill -QUIT "$server"
            """;

    private final Process process;

    private ServerWatch(Process process) {
        this.process = process;
    }

    /**
     * Starts to watch.
     *
     * @param folder the server's data
     * @param mark what the server's command line contains, and no other's
     */
    static ServerWatch start(Path folder, String mark) throws IOException {
        return new ServerWatch(new ProcessBuilder("sh", "-c", SCRIPT, "wadi-postgres-watch", folder.toString(), mark)
                .directory(new File("/"))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start());
    }

    /**
     * Ends it.
     *
     * @param ended whether the server has ended; else it is ended as if this process had gone
     */
    void close(boolean ended) {
        try (OutputStream pipe = process.getOutputStream()) {
            if (ended) {
                pipe.write('\n');
            }
        } catch (IOException e) {
            // Somebody has ended the watch: the next start finds what is left.
        }
    }
}
