# Sourced by the scripts beside it: where things are, which Java to use, and building what is missing.
# shellcheck shell=bash

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")

readonly required_java=25

# Chronicle Queue opens no queue without these; pom.xml has the same list for the tests.
chronicle_flags=(
    --add-opens=java.base/java.lang=ALL-UNNAMED
    --add-opens=java.base/java.lang.reflect=ALL-UNNAMED
    --add-opens=java.base/sun.nio.ch=ALL-UNNAMED
    --add-opens=java.base/java.io=ALL-UNNAMED
    --add-opens=java.base/java.util=ALL-UNNAMED
    --add-exports=java.base/jdk.internal.ref=ALL-UNNAMED
    --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow
    # It would report its use to its makers.
    -Dchronicle.analytics.disable=true
)

# The agent lives beside a database: small before fast.
agent_flags=(
    -XX:+UseSerialGC -Xms8m -Xmn4m -Xmx64m -Xss256k
    -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=16m
    -XX:+UseCompactObjectHeaders
    -XX:-UsePerfData
    # An agent without memory must not go on half alive.
    -XX:+ExitOnOutOfMemoryError
    # Small answers on a kept connection would otherwise wait for the peer's delayed acknowledgement.
    -Dsun.net.httpserver.nodelay=true
    "${chronicle_flags[@]}"
)

# A command runs for less than a second: start quickly, do not optimise.
cli_flags=(
    -XX:+UseSerialGC -Xms8m -Xmx64m
    -XX:TieredStopAtLevel=1
    -XX:-UsePerfData
    "${chronicle_flags[@]}"
)

# The simulator computes for minutes: let it optimise.
sim_flags=(
    -XX:+UseParallelGC -Xmx1g
)

# The demo holds a ZooKeeper server beside itself.
demo_flags=(
    -XX:+UseSerialGC -Xmx128m
    -XX:TieredStopAtLevel=1
    -XX:-UsePerfData
    "${chronicle_flags[@]}"
)

say() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
}

# die STATUS LINE...
die() {
    local status=$1 line
    shift
    for line in "$@"; do
        say "$line"
    done
    exit "$status"
}

# Sets `found_version` to the version of the Java installation in $1; fails if there is none.
java_version() {
    local line
    found_version=
    [[ -x $1/bin/java ]] || return 1
    # Reading a file is forty times quicker than asking the program.
    if [[ -r $1/release ]]; then
        while IFS= read -r line; do
            if [[ $line == JAVA_VERSION=* ]]; then
                found_version=${line#JAVA_VERSION=}
                found_version=${found_version//\"/}
            fi
        done <"$1/release"
    fi
    if [[ -z $found_version ]]; then
        line=$("$1/bin/java" -version 2>&1) || return 1
        [[ $line =~ version\ \"([^\"]+)\" ]] || return 1
        found_version=${BASH_REMATCH[1]}
    fi
}

# Sets `version_rank` to a number that orders versions: 25.0.1 -> 25000001.
rank_version() {
    local major minor patch
    IFS=. read -r major minor patch <<<"$1"
    major=${major%%[!0-9]*} minor=${minor%%[!0-9]*} patch=${patch%%[!0-9]*}
    version_rank=$((10#${major:-0} * 1000000 + 10#${minor:-0} * 1000 + 10#${patch:-0}))
}

# True if $1 is an installation of Java that is new enough; `version_rank` is then set.
new_enough() {
    java_version "$1" || return 1
    rank_version "$found_version"
    ((version_rank >= required_java * 1000000))
}

# Sets `jdk` to the Java installation to use, fails if there is none. $1 is the program it must
# contain: `java` is enough for running, `javac` is needed for building.
find_java() {
    local program=$1 home best=0
    jdk=
    if [[ -n ${MATRIARCH_JAVA_HOME:-} ]]; then
        # Who names one wants that one, not a silent substitute.
        if ! new_enough "$MATRIARCH_JAVA_HOME" || [[ ! -x $MATRIARCH_JAVA_HOME/bin/$program ]]; then
            die 3 "MATRIARCH_JAVA_HOME=$MATRIARCH_JAVA_HOME is not a JDK $required_java or later."
        fi
        jdk=$MATRIARCH_JAVA_HOME
        return
    fi
    if [[ -n ${JAVA_HOME:-} && -x $JAVA_HOME/bin/$program ]] && new_enough "$JAVA_HOME"; then
        jdk=$JAVA_HOME
        return
    fi
    for home in /usr/lib/jvm/* /opt/*jdk*; do
        if [[ -x $home/bin/$program ]] && new_enough "$home" && ((version_rank > best)); then
            best=$version_rank
            jdk=$home
        fi
    done
    [[ -z $jdk ]] || return 0
    if home=$(command -v java); then
        home=$(dirname "$(dirname "$(readlink -f "$home")")")
        if [[ -x $home/bin/$program ]] && new_enough "$home"; then
            jdk=$home
            return
        fi
    fi
    return 1
}

no_jdk() {
    die 3 "no JDK $required_java or later found (MATRIARCH_JAVA_HOME, JAVA_HOME, /usr/lib/jvm, /opt, PATH)." \
        "It is to be had from Eclipse Temurin, https://adoptium.net/temurin/releases/ (archives, and" \
        "packages: https://adoptium.net/installation/linux/), or from the distribution where it has it" \
        "(apt: openjdk-$required_java-jdk-headless, dnf: java-$required_java-openjdk-devel)." \
        "Unpacked elsewhere, name its folder in MATRIARCH_JAVA_HOME."
}

require_java() {
    find_java "$1" || no_jdk
}

# maven ARGUMENT...: with the JDK that `require_java javac` chose.
maven() {
    # Maven's own libraries use what JDK 25 warns of; that is not our reader's concern.
    JAVA_HOME=$jdk MAVEN_OPTS="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" \
        mvn -B -ntp -Dstyle.color=never -f "$root/pom.xml" "$@" 9>&-
}

is_built() {
    compgen -G "$root/$1/target/lib/matriarch-$1-*.jar" >/dev/null
}

# A stamp, not the jar's own time: Maven leaves a jar alone when only a POM was touched.
is_stale() {
    local module=$1 stamp=$root/$1/target/built sources=("$root"/*/src/main)
    # What bin/demo starts is test code.
    [[ $module != scenarios ]] || sources=("$root"/*/src)
    [[ -e $stamp ]] || return 0
    [[ -n $(find "${sources[@]}" "$root/pom.xml" "$root"/*/pom.xml -newer "$stamp" -print -quit 2>/dev/null) ]]
}

# One build at a time. The lock is held until this shell ends; `maven` does not pass it on, or a
# server that a test leaves behind would hold it for ever.
lock_build() {
    mkdir -p "$root/target"
    exec 9>"$root/target/build.lock"
    if ! flock -n 9; then
        say "waiting for another build ..."
        flock 9
    fi
}

# Notes that the modules are built as their sources were when `mark` was called.
mark() {
    build_mark=$(mktemp "$root/target/mark.XXXXXX")
}

stamp() {
    local module
    for module in "$@"; do
        is_built "$module" && touch -r "$build_mark" "$root/$module/target/built"
    done
    rm -f "$build_mark"
}

# build_if_missing MODULE: afterwards the class path in MODULE/target/lib is there and up to date.
# In a tree that we may not write (installed by root, run by postgres) what is there will do.
build_if_missing() {
    local module=$1
    # Set while the tests run: a build inside a build would wait for itself.
    if [[ -n ${MATRIARCH_NO_BUILD:-} ]]; then
        is_built "$module" && return
        die 1 "$module is not built, and MATRIARCH_NO_BUILD forbids it: run mvn package first."
    fi
    if is_built "$module" && ! is_stale "$module"; then
        return
    fi
    if [[ ! -w $root || ! -w $root/$module || (-e $root/$module/target && ! -w $root/$module/target) ]]; then
        is_built "$module" && return
        die 1 "$root is not built and not writable for $(id -un): its owner has to run bin/$(basename "$0") or bin/test once."
    fi
    require_java javac
    command -v mvn >/dev/null || die 1 "Maven is needed to build $root: run bin/setup."
    (
        lock_build
        # Somebody else may have built it while we waited.
        if is_built "$module" && ! is_stale "$module"; then
            exit 0
        fi
        say "building $module ..."
        mark
        trap 'rm -f "$build_mark"' EXIT
        # New files, not new contents: a running JVM dies when its jars change under it. This
        # also clears away what older versions left.
        rm -rf "$root/$module/target/lib"
        maven -q -DskipTests -pl "$module" -am package || die 1 "the build failed."
        stamp "$module"
    ) >&2
}

# launch MODULE MAIN-CLASS FLAG... -- ARGUMENT...: becomes the Java program.
launch() {
    local module=$1 main=$2 flags=() jars
    shift 2
    while [[ $1 != -- ]]; do
        flags+=("$1")
        shift
    done
    shift
    build_if_missing "$module"
    require_java java
    # In sorted order, always the same: a class-data archive is bound to the class path.
    jars=("$root/$module/target/lib"/*.jar)
    local IFS=:
    local class_path="${jars[*]}"
    IFS=$' \t\n'
    # Further JVM options, last so that they win. Split at blanks on purpose.
    # shellcheck disable=SC2206
    flags+=(${MATRIARCH_JAVA_OPTS:-})
    exec "$jdk/bin/java" "${flags[@]}" -cp "$class_path" "$main" "$@"
}
