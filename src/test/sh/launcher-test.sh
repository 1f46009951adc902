#!/usr/bin/env bash
# Checks the launcher (wadi) against stand-ins for Java, Maven and the package managers: no network, no build, nothing
# installed. Prints one line a check and the sum; exits 1 where a check failed.
#
# Each test works in a world of its own: a project directory whose path has a space, and a PATH that holds the stand-ins
# (bin/) and the handful of system tools that the launcher may use (tools/) and nothing else. What the stand-ins were
# called with is in calls, one line a call.
set -uo pipefail

launcher=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)/wadi
# Without a folder of its own a test would write its stand-ins over /bin.
root=$(mktemp -d) || exit 1
# A signal that reaches a child before it has become another program runs this trap there too.
trap '[[ $BASHPID != "$$" ]] || rm -rf "$root"' EXIT
passed=0
failed=0

# --- World -------------------------------------------------------------------------------------------------------

new_world() {
    world=$(mktemp -d "$root/world.XXXX") || exit 1
    project="$world/my project"
    bin=$world/bin
    calls=$world/calls
    mkdir -p "$project/src/main/java" "$project/sql" "$bin" "$world/tools" "$world/elsewhere" "$world/jdk/bin"
    cp "$launcher" "$project/wadi"
    touch "$project/pom.xml" "$project/src/main/java/A.java" "$calls"
    link_tools
    stub java java_stub
    stub javac true_stub
    cp "$bin/javac" "$world/jdk/bin/javac"
    stub mvn mvn_stub
    stub id id_stub
    stub ldconfig ldconfig_stub
    touch "$world/has-libpcap"
}

link_tools() {
    local tool
    for tool in bash cat cp dirname env find flock mkdir mktemp mv readlink rm sleep tail touch uname; do
        if command -v "$tool" >/dev/null; then ln -s "$(command -v "$tool")" "$world/tools/$tool"; fi
    done
}

# Writes the stand-in NAME, whose body is that of the function BODY.
stub() { # NAME BODY
    {
        echo "#!$BASH"
        printf 'world=%q\nname=%q\n' "$world" "$1"
        declare -f "$2" | sed '1,2d;$d'
    } >"$bin/$1"
    chmod +x "$bin/$1"
}

# The bodies of the stand-ins run in processes of their own, where world and name are set.
# shellcheck disable=SC2154,SC2317
java_stub() {
    if [[ "$*" == *-XshowSettings:properties* ]]; then
        touch "$world/asked"
        if [[ -n ${STUB_JAVA_FAULT:-} ]]; then
            printf 'Error occurred: %s\nmore\n' "$STUB_JAVA_FAULT" >&2
            exit 1
        fi
        [[ -z ${STUB_JAVA_SLOW:-} ]] || sleep 1
        printf '    java.home = %s\n    java.runtime.version = %s\n    java.specification.version = %s\n' \
            "$world/jdk" "${STUB_JAVA_VERSION:-17}.0.1+2 x/y" "${STUB_JAVA_VERSION:-17}" >&2
        exit 0
    fi
    if [[ "$*" == -Xshare:dump* ]]; then
        printf 'java dumps %s\n' "$*" >>"$world/calls"
        echo "output of the dump"
        [[ -z ${STUB_DUMP_EXIT:-} ]] || exit "$STUB_DUMP_EXIT"
        [[ -z ${STUB_DUMP_SLOW:-} ]] || until [[ -e $world/go-on ]]; do sleep 0.05; done
        for argument; do
            [[ $argument != -XX:SharedArchiveFile=* ]] || echo archive >"${argument#*=}"
        done
        exit 0
    fi
    printf '%s\n' "$@" >"$world/java-arguments"
    printf 'java in %s locale %s\n' "$PWD" "${LC_ALL:-none}" >>"$world/calls"
    cat >"$world/java-stdin"
    echo "output of java"
    exit "${STUB_JAVA_EXIT:-0}"
}

# shellcheck disable=SC2154,SC2317
mvn_stub() {
    printf 'mvn %s | in %s java %s nobuild %s\n' "$*" "$PWD" "$JAVA_HOME" "${WADI_NO_BUILD:-}" >>"$world/calls"
    cat >/dev/null
    echo "[ERROR] output of maven"
    echo "$BASHPID" >"$world/mvn-pid"
    [[ -z ${STUB_MVN_SLOW:-} ]] || until [[ -e $world/go-on ]]; do sleep 0.05; done
    [[ -z ${STUB_MVN_EXIT:-} ]] || exit "$STUB_MVN_EXIT"
    mkdir -p target/classes "$world/repository"
    touch "$world/repository/a.jar" "$world/repository/b.jar"
    printf '%s:%s' "$world/repository/a.jar" "$world/repository/b.jar" >target/classpath.txt
}

# shellcheck disable=SC2154,SC2317
ldconfig_stub() {
    echo "	libc.so.6 (libc6,x86-64) => /lib/libc.so.6"
    [[ ! -e $world/has-libpcap ]] || echo "	libpcap.so.0.8 (libc6,x86-64) => /lib/libpcap.so.0.8"
}

# shellcheck disable=SC2154,SC2317
id_stub() {
    if [[ $1 == -u ]]; then echo "${STUB_UID:-1000}"; else echo somebody; fi
}

# A package manager that has the packages in STUB_PACKAGES, and after "update" those in STUB_PACKAGES_UPDATED.
# shellcheck disable=SC2154,SC2317
manager_stub() {
    printf '%s %s\n' "$name" "$*" >>"$world/calls"
    cat >/dev/null
    echo "output of $name"
    if [[ "$*" == *update* ]]; then
        touch "$world/updated"
        exit 0
    fi
    packages=" ${STUB_PACKAGES:-} "
    [[ ! -e $world/updated ]] || packages+="${STUB_PACKAGES_UPDATED:-} "
    [[ $packages == *" ${*: -1} "* ]] || exit 100
    touch "$world/has-libpcap"
}

# shellcheck disable=SC2154,SC2317
sudo_stub() {
    [[ $1 == -n ]] || exit 99 # would ask for a password
    shift
    [[ -z ${STUB_SUDO_REFUSES:-} ]] || exit 1
    if [[ $1 == true ]]; then exit 0; fi
    printf 'sudo ' >>"$world/calls"
    exec "$@"
}

# shellcheck disable=SC2317
true_stub() {
    exit 0
}

# Runs the launcher from another directory: [NAME=VALUE…] -- ARGUMENTS. Sets status, out and err.
wadi() {
    local settings=()
    while [[ $1 != -- ]]; do
        settings+=("$1")
        shift
    done
    shift
    (
        cd "$world/elsewhere" &&
            env -i PATH="$bin:$world/tools" HOME="$world" TMPDIR="$world" LANG=C.UTF-8 ${settings[@]+"${settings[@]}"} \
                "$project/wadi" "$@" <<<"input"
    ) >"$world/out" 2>"$world/err"
    status=$?
    out=$(<"$world/out")
    err=$(<"$world/err")
}

built() {
    wadi -- --version
    : >"$calls"
}

# Makes the sources and the build equally old.
age() {
    find "$project" -exec touch -t 202001010000 {} +
}

# Waits until COMMAND is true, or gives up after 20 seconds.
await() { # COMMAND…
    local end=$((SECONDS + 20))
    until "$@"; do
        ((SECONDS < end)) || return
        sleep 0.05
    done
}

# --- Assertions --------------------------------------------------------------------------------------------------

check() { # WHAT COMMAND…
    local what=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
        printf 'ok    %s: %s\n' "$test" "$what"
    else
        failed=$((failed + 1))
        printf 'FAIL  %s: %s\n      status %s\n      out: %s\n      err: %s\n      calls: %s\n' \
            "$test" "$what" "$status" "$out" "$err" "$(<"$calls")"
    fi
}

equals() { [[ $1 == "$2" ]]; }
contains() { [[ $1 == *"$2"* ]]; }
lacks() { [[ $1 != *"$2"* ]]; }
one_line() { [[ -n $1 && $1 != *$'\n'* ]]; }
absent() { [[ ! -e $1 ]]; }
gone() { ! kill -0 "$1" 2>/dev/null; }
called() { grep -qF -- "$1" "$calls"; }
not_called() { ! called "$1"; }
java_got() { grep -qxF -- "$1" "$world/java-arguments"; }
last_arguments() { # the end of Java's command line, one argument a line
    [[ $(tail -n $# "$world/java-arguments") == "$(printf '%s\n' "$@")" ]]
}

# --- Tests -------------------------------------------------------------------------------------------------------

test_arguments() {
    wadi -- decode "a file.pcap" --set "wadi.x=1 2" '' '*'
    check "exit status is Java's" equals "$status" 0
    check "arguments arrive as they are" last_arguments io.wadi.Wadi decode "a file.pcap" --set "wadi.x=1 2" '' '*'
    check "Java runs where the caller is" called "java in $world/elsewhere"
    check "standard output is Java's alone" equals "$out" "output of java"
    check "standard input is Java's" equals "$(<"$world/java-stdin")" input
    check "project directory is handed over" java_got "-Dwadi.home=$project"
    check "class path: jars, then classes" \
        java_got "$world/repository/a.jar:$world/repository/b.jar:$project/target/classes"
    wadi STUB_JAVA_EXIT=2 --
    check "no argument reaches Java too" last_arguments io.wadi.Wadi
    check "its exit status comes back" equals "$status" 2
    wadi -- decode --help
    check "--help reaches Java" last_arguments io.wadi.Wadi decode --help
}

test_symbolic_link() {
    ln -s "my project/wadi" "$world/first"
    ln -s ../first "$world/elsewhere/second"
    out=$(cd / && env -i PATH="$bin:$world/tools" LANG=C.UTF-8 "$world/elsewhere/second" x 2>&1 </dev/null)
    check "project is found through links" java_got "-Dwadi.home=$project"
}

test_jvm_options() {
    built
    mkdir "$project/lib"
    wadi WADI_JAVA_OPTS="-Xmx2g -Da=b" -- x
    check "WADI_JAVA_OPTS is split" java_got "-Da=b"
    check "WADI_JAVA_OPTS comes after the defaults" equals "$(grep -- -Xmx "$world/java-arguments" | tail -n 1)" -Xmx2g
    check "lib/ is at the end of the class path" contains "$(<"$world/java-arguments")" "$project/target/classes:$project/lib/*"
    check "Java 17 gets no option that it does not know" lacks "$(<"$world/java-arguments")" sun-misc-unsafe
    wadi STUB_JAVA_VERSION=25 -- x
    check "Java 25 does" java_got "--sun-misc-unsafe-memory-access=allow"
}

test_libraries_of_pods() {
    built
    printf '%s' "$world/repository/client.jar" >"$project/target/classpath-pods.txt"
    wadi -- pods --out x
    check "pods has them at the end" contains "$(<"$world/java-arguments")" "$project/target/classes:$world/repository/client.jar"
    wadi -- status
    check "other commands do not" lacks "$(<"$world/java-arguments")" client.jar
}

test_archive() {
    local archive="$project/target/classes-17.0.1+2_x_y.jsa"
    mkdir -p "$project/packaging" "$world/jdk/lib"
    echo java/lang/Object >"$world/jdk/lib/classlist"
    echo a/B >"$project/packaging/classes.lst"
    built
    check "what starts quickly makes no archive" absent "$archive"
    wadi -- decode f
    check "nor does decode" not_called "java dumps"
    check "nor is there an option for it" lacks "$(<"$world/java-arguments")" Shared
    wadi -- --set a=b ingest f
    check "what starts the pipeline makes an archive" equals "$(<"$archive")" archive
    check "of the libraries" called "-cp $world/repository/a.jar:$world/repository/b.jar"
    check "of Java's classes and the listed ones" equals "$(<"$project/target/classes.lst")" $'java/lang/Object\na/B'
    check "says so in one line" one_line "$err"
    check "leaves standard output alone" equals "$out" "output of java"
    check "and standard input" equals "$(<"$world/java-stdin")" input
    check "Java gets it" java_got "-XX:SharedArchiveFile=$archive"
    check "its libraries first, as in the archive" java_got \
        "$world/repository/a.jar:$world/repository/b.jar:$project/target/classes"
    : >"$calls"
    wadi -- ingest f
    check "makes it once" not_called "java dumps"
    check "silently" equals "$err" ""
    age
    touch "$project/target/classpath.txt"
    wadi WADI_NO_BUILD=1 -- ingest f
    check "WADI_NO_BUILD takes it as it is" not_called "java dumps"
    check "and takes it" java_got "-XX:SharedArchiveFile=$archive"
    touch "$project/target/.wadi-built"
    wadi -- ingest f
    check "makes it again for other libraries" called "java dumps"
    : >"$calls"
    wadi STUB_JAVA_VERSION=25 STUB_DUMP_EXIT=1 -- run
    check "another Java gets its own" called "java dumps"
    check "without one it starts all the same" equals "$status/$out" "0/output of java"
    check "and gets none" lacks "$(<"$world/java-arguments")" Shared
    : >"$calls"
    wadi STUB_JAVA_VERSION=25 -- run
    check "nor is it tried again" not_called "java dumps"
}

test_archive_by_two_at_once() {
    if ! command -v flock >/dev/null; then return; fi
    built
    env -i PATH="$bin:$world/tools" TMPDIR="$world" STUB_DUMP_SLOW=1 "$project/wadi" run >/dev/null 2>&1 </dev/null &
    local first=$!
    await called "java dumps"
    wadi -- run
    check "the second does not wait" equals "$status/$err" 0/
    check "and starts without an archive" lacks "$(<"$world/java-arguments")" Shared
    touch "$world/go-on"
    wait "$first"
    check "one makes the archive" equals "$(grep -c dumps "$calls")" 1
}

test_java_is_chosen() {
    mkdir -p "$world/own jdk/bin" "$world/old/bin"
    sed "s#java.specification.version = %s#java.specification.version = 1.8.%s#" "$bin/java" >"$world/old/bin/java"
    cp "$bin/java" "$world/own jdk/bin/java"
    chmod +x "$world/old/bin/java"
    wadi WADI_JAVA_HOME="$world/own jdk" JAVA_HOME="$world/old" -- x
    check "WADI_JAVA_HOME comes first" equals "$status" 0
    wadi JAVA_HOME="$world/old" -- x
    check "a JAVA_HOME that is too old is passed over" equals "$status" 0
    wadi WADI_JAVA_HOME="$world/old" -- x
    check "a WADI_JAVA_HOME that is too old is an error" equals "$status" 1
    check "which names it, in one line" one_line "$err"
    check "which names it" contains "$err" "WADI_JAVA_HOME=$world/old"
}

test_java_missing() {
    stub apt-get manager_stub
    wadi STUB_JAVA_VERSION=11 -- x
    check "an old Java is an error" equals "$status" 1
    check "in one line" one_line "$err"
    check "that says what was found" contains "$err" "found 11"
    rm "$bin/java"
    wadi -- x
    check "no Java is an error" equals "$status" 1
    check "in one line" one_line "$err"
    check "that says what to type" contains "$err" "install it: sudo apt-get install -y default-jdk-headless"
    stub apt-cache true_stub
    wadi STUB_UID=0 -- x
    check "a JDK that apt knows, no sudo for root" contains "$err" ": apt-get install -y openjdk-17-jdk-headless"
    check "Java is never installed" not_called apt-get
}

test_java_that_does_not_start() {
    wadi STUB_JAVA_FAULT="Could not reserve enough space for object heap" -- x
    check "a Java that does not start is an error" equals "$status" 1
    check "in one line" one_line "$err"
    check "that says what Java said" contains "$err" "java does not start: Error occurred: Could not reserve enough space"
    check "and installs nothing" lacks "$err" install
    wadi STUB_JAVA_FAULT="no space" WADI_JAVA_HOME="$world/jdk" -- x
    check "nor is there one in a WADI_JAVA_HOME without Java" contains "$err" "has no Java 17"
}

test_maven_missing() {
    rm "$bin/mvn"
    stub dnf manager_stub
    wadi -- x
    check "no Maven is an error when a build is needed" equals "$status" 1
    check "in one line" equals "$(grep -c 'Maven is needed' <<<"$err")" 1
    check "that says what to type" contains "$err" "sudo dnf install -y maven"
    stub mvn mvn_stub
    built
    rm "$bin/mvn"
    wadi -- x
    check "and none when it is not" equals "$status" 0
    rm "$world/jdk/bin/javac"
    stub mvn mvn_stub
    age
    touch "$project/pom.xml"
    wadi -- x
    check "a Java without compiler is an error when a build is needed" contains "$err" "a JDK is needed to build"
}

test_build() {
    wadi -- x
    check "builds the first time" called "mvn -q -B -Dmaven.test.skip=true package | in $project java $world/jdk"
    check "says so in one line" one_line "$err"
    check "says what it takes" contains "$err" "first time takes a minute"
    : >"$calls"
    wadi -- x
    check "and not a second time" not_called mvn
    check "silently" equals "$err" ""
    local changed
    for changed in pom.xml src/main/java/A.java sql/a.sql; do
        age
        touch "$project/$changed"
        : >"$calls"
        wadi -- x
        check "builds again when $changed is newer" called "mvn -q -B -Dmaven.test.skip=true package"
    done
    age
    rm "$project/sql/a.sql"
    : >"$calls"
    wadi -- x
    check "builds again when a file has gone" called "mvn -q -B -Dmaven.test.skip=true package"
    age
    : >"$calls"
    wadi -- x
    check "not when all is as old as the build" not_called mvn
    rm "$world/repository/b.jar"
    wadi -- x
    check "builds again when a jar has gone" called "mvn -q -B -Dmaven.test.skip=true package"
    rm "$project/target/classpath.txt"
    wadi WADI_NO_BUILD=1 -- x
    check "WADI_NO_BUILD without a build is an error" equals "$status" 1
}

test_no_build() {
    built
    age
    touch "$project/pom.xml"
    wadi WADI_NO_BUILD=1 -- x
    check "WADI_NO_BUILD runs what is there" equals "$status" 0
    check "without Maven" not_called mvn
    rm "$world/repository/b.jar"
    wadi WADI_NO_BUILD=1 -- x
    check "WADI_NO_BUILD without a jar of the build is an error" equals "$status" 1
    check "in one line" one_line "$err"
    check "that names the jar" contains "$err" "$world/repository/b.jar"
}

test_build_fails() {
    wadi STUB_MVN_EXIT=1 -- decode f
    check "a failed build is an error" equals "$status" 1
    check "shows Maven's output" contains "$err" "output of maven"
    check "not on standard output" equals "$out" ""
    check "does not start Java" not_called "java in"
    : >"$calls"
    wadi -- x
    check "and is tried again" called "mvn -q"
}

test_two_at_once() {
    if ! command -v flock >/dev/null; then return; fi
    local first="$world/first.err" second="$world/second.err" jobs
    jobs=(env -i PATH="$bin:$world/tools" TMPDIR="$world" STUB_MVN_SLOW=1 "$project/wadi" x)
    "${jobs[@]}" >/dev/null 2>"$first" </dev/null &
    local pid1=$!
    await called mvn
    : >"$second"
    "${jobs[@]}" >/dev/null 2>"$second" </dev/null &
    local pid2=$!
    await grep -q waiting "$second"
    touch "$world/go-on"
    wait "$pid1" && wait "$pid2"
    status=$?
    err=$(<"$second")
    check "both start" equals "$status/$(grep -c 'java in' "$calls")" 0/2
    check "one builds" equals "$(grep -c '^mvn' "$calls")" 1
}

# Sends a signal to the launcher alone, as kill does, once FILE is there. With job control, because bash lets what it
# starts in the background ignore SIGINT for good.
signalled() { # SIGNAL FILE NAME=VALUE…
    local signal=$1 file=$2
    shift 2
    rm -f "$file"
    set -m
    env -i PATH="$bin:$world/tools" TMPDIR="$world" "$@" "$project/wadi" x >/dev/null 2>"$world/err" </dev/null &
    local pid=$!
    set +m
    await test -e "$file"
    kill "-$signal" "$pid"
    wait "$pid"
    status=$?
    err=$(<"$world/err")
}

# A shell whose caller lets it ignore SIGINT cannot send it: bash keeps it ignored for all that it starts.
ignores_sigint() {
    [[ -r /proc/self/status ]] && (((16#$(awk '/^SigIgn/ {print $2}' /proc/$$/status) & 2) != 0))
}

test_signals() {
    signalled TERM "$world/mvn-pid" STUB_MVN_SLOW=1
    check "SIGTERM ends a build at once" equals "$status" 143
    check "and Maven with it" await gone "$(<"$world/mvn-pid")"
    if ignores_sigint; then
        echo "launcher-test: SIGINT is ignored here, so its tests are skipped"
        return
    fi
    signalled INT "$world/mvn-pid" STUB_MVN_SLOW=1
    check "so does SIGINT" equals "$status" 130
    check "and Maven with it" await gone "$(<"$world/mvn-pid")"
    touch "$world/go-on"
    built
    signalled INT "$world/asked" STUB_JAVA_SLOW=1
    check "SIGINT while Java is looked for is not forgotten" equals "$status" 130
    check "and starts nothing" not_called "java in"
}

test_read_only_project() {
    if [[ $EUID == 0 ]]; then
        # Root may write anywhere: a file in the place of target/ stops it as well.
        touch "$project/target"
    else
        chmod a-w "$project"
    fi
    wadi -- x
    chmod u+w "$project"
    check "a build where nothing may be written is an error" equals "$status" 1
    check "in one line" one_line "$err"
    check "that names the directory" contains "$err" "$project"
}

test_libpcap_present() {
    stub apt-get manager_stub
    built
    wadi STUB_UID=0 -- decode f
    check "nothing is installed" not_called apt-get
    check "nothing is said" equals "$err" ""
}

test_libpcap_installed_by_root() {
    stub apt-get manager_stub
    rm "$world/has-libpcap"
    built
    wadi STUB_UID=0 STUB_PACKAGES=libpcap0.8 -- --verbose --set a=b decode -
    check "by apt-get" called "install -y --no-install-recommends libpcap0.8"
    check "without fetching lists" not_called update
    check "says so in one line" one_line "$err"
    check "names the package" contains "$err" "apt-get install -y libpcap0.8"
    check "standard output is Java's alone" equals "$out" "output of java"
    check "standard input is left to Java" equals "$(<"$world/java-stdin")" input
}

test_libpcap_of_newer_debian() {
    stub apt-get manager_stub
    rm "$world/has-libpcap"
    built
    wadi STUB_UID=0 STUB_PACKAGES_UPDATED=libpcap0.8t64 -- interfaces
    check "lists are fetched where the package is unknown" called update
    check "libpcap0.8t64 is found then" equals "$(tail -n 2 "$calls" | head -n 1 | grep -o '[^ ]*$')" libpcap0.8t64
    check "says one line" one_line "$err"
}

test_libpcap_installed_by_sudo() {
    stub apt-get manager_stub
    stub sudo sudo_stub
    rm "$world/has-libpcap"
    built
    wadi STUB_PACKAGES=libpcap0.8 -- run
    check "by sudo without a password" called "sudo apt-get"
    check "says what it does" contains "$err" "installing it: sudo apt-get install -y libpcap0.8"
}

test_libpcap_not_installed() {
    stub apt-get manager_stub
    stub sudo sudo_stub
    rm "$world/has-libpcap"
    built
    wadi STUB_SUDO_REFUSES=1 -- decode f
    check "not where sudo asks for a password" not_called apt-get
    check "the command is printed, in one line" equals "$err" \
        "wadi: libpcap is missing; install it: sudo apt-get install -y libpcap0.8"
    check "and Java goes on" called "java in"
    wadi STUB_UID=0 WADI_NO_INSTALL=1 -- demo
    check "not where WADI_NO_INSTALL forbids it" not_called apt-get
    check "the command is printed without sudo for root" contains "$err" "install it: apt-get install -y libpcap0.8"
    wadi STUB_UID=0 -- decode f
    check "a failing installation is shown" contains "$err" "output of apt-get"
    check "with what to type" contains "$err" "cannot be installed; install it yourself: apt-get install -y libpcap0.8"
    check "and Java goes on" equals "$out" "output of java"
}

test_libpcap_not_needed() {
    stub apt-get manager_stub
    rm "$world/has-libpcap"
    built
    local arguments
    for arguments in "" --help --version "check decode" "sample run" "decode --help" "add camel-log"; do
        # shellcheck disable=SC2086 # several words
        wadi STUB_UID=0 -- $arguments
        check "'$arguments' needs none" equals "$err" ""
    done
    check "nothing was installed" not_called apt-get
}

test_other_package_managers() {
    local line
    for line in "dnf install -y libpcap" "yum install -y libpcap" "apk add libpcap" \
        "pacman -S --needed --noconfirm libpcap" "zypper --non-interactive install libpcap1"; do
        new_world
        stub "${line%% *}" manager_stub
        rm "$world/has-libpcap"
        built
        wadi STUB_UID=0 STUB_PACKAGES="libpcap libpcap1" -- bench
        check "$line" called "$line"
    done
    new_world
    rm "$world/has-libpcap"
    built
    wadi STUB_UID=0 -- bench
    check "none at all: says what is missing" contains "$err" "libpcap is missing"
    check "none at all: goes on" called "java in"
}

test_tests() {
    wadi -- test -Dtest=ATest "-Da=b c"
    check "runs Maven in the project" called "mvn -B verify -Dtest=ATest -Da=b c | in $project java $world/jdk"
    check "tells what tests start not to build" called "nobuild 1"
    check "shows its output" contains "$out" "output of maven"
    check "does not count as a build with arguments" absent "$project/target/.wadi-built"
    mkdir "$project/lib"
    touch "$project/lib/own 1.jar" "$project/lib/own2.jar" "$project/lib/notes.txt"
    wadi -- test -o
    check "tests have the jars of lib/" called \
        "mvn -B verify -Dmaven.test.additionalClasspath=lib/own 1.jar,lib/own2.jar -o | in $project"
    rm -r "$project/lib"
    wadi -- test
    : >"$calls"
    wadi -- x
    check "counts as a build without" not_called mvn
    wadi -- test --long -o
    check "--long runs all tests, and those that take long" called "mvn -B verify -Dwadi.long=true -o | in $project"
    wadi -- test --soak 60 -o
    check "--soak runs the long test alone" called \
        "-Dit.test=SoakIT -Dwadi.soak.minutes=60 -Dtest.heap=4g -Dtest.jit=-XX:TieredStopAtLevel=4 -o | in $project java $world/jdk"
    for minutes in "" 0 an-hour; do
        : >"$calls"
        wadi -- test --soak $minutes
        check "--soak '$minutes': says what is wrong" contains "$err" "--soak needs the number of minutes"
        check "--soak '$minutes': runs nothing" not_called mvn
    done
    wadi STUB_MVN_EXIT=3 -- test
    check "exit status is Maven's" equals "$status" 3
    : >"$calls"
    wadi -- test --help
    check "--help explains" contains "$out" "Usage: wadi test"
    check "and runs nothing" not_called mvn
    rm "$world/has-libpcap"
    stub apt-get manager_stub
    wadi STUB_UID=0 STUB_PACKAGES=libpcap0.8 -- test
    check "brings libpcap" called "install -y --no-install-recommends libpcap0.8"
}

test_locale() {
    printf '#!%s\nprintf "C\\nC.utf8\\nPOSIX\\n"\n' "$BASH" >"$bin/locale"
    chmod +x "$bin/locale"
    built
    wadi LANG= -- x
    check "UTF-8 where no locale is set" called "locale C.UTF-8"
    : >"$calls"
    wadi LANG=de_DE.UTF-8 -- x
    check "the user's own where one is" called "locale none"
}

test_colon() {
    mv "$project" "$world/a:b"
    project=$world/a:b
    wadi -- x
    check "a project path with a colon is an error" equals "$status" 1
    check "in one line" one_line "$err"
}

for test in $(compgen -A function test_); do
    status=0 out='' err=''
    new_world
    "$test"
done
printf '%s passed, %s failed\n' "$passed" "$failed"
((failed == 0))
