package io.wadi.embedded;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/**
 * A small process that stops a PostgreSQL server when this process ends for any reason: SIGKILL, an OutOfMemoryError
 * that ends the JVM, a halt. It reads from a pipe, which ends with this process.
 */
final class ServerWatch {

    /**
     * Arguments: the server's data folder, and a text that its command line contains, because the PID file may belong
     * to another server by then. A server that is starting gets ten seconds to write its PID file. Twenty seconds after
     * a fast shutdown (SIGINT) it gets an immediate one (SIGQUIT), which needs recovery.
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
     * Starts the watch.
     *
     * @param folder data folder of the server
     * @param mark text that only the command line of this server contains
     */
    static ServerWatch start(Path folder, String mark) throws IOException {
        return new ServerWatch(new ProcessBuilder("sh", "-c", SCRIPT, "wadi-postgres-watch", folder.toString(), mark)
                .directory(new File("/"))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start());
    }

    /**
     * Ends the watch.
     *
     * @param ended whether the server has stopped; otherwise the watch stops it
     */
    void close(boolean ended) {
        try (OutputStream pipe = process.getOutputStream()) {
            if (ended) {
                pipe.write('\n');
            }
        } catch (IOException e) {
            // Another process has ended the watch; the next start finds the server.
        }
    }
}
