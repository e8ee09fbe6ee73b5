# Read by the scripts that open sessions of their own: compiles bench/smtp, raises the limit on open files. After router.sh.
prepare_clients() {
    limit=$(ulimit -H -n)
    [ "$limit" = unlimited ] && limit=65536
    ulimit -n "$limit"
    classes=$work/classes
    "${JAVA_HOME:+$JAVA_HOME/bin/}javac" -nowarn -proc:none -d "$classes" "$top"/bench/smtp/org/fingerpost/bench/smtp/*.java
}

clients() { # CLASS ARGUMENT...
    class=$1
    shift
    # shellcheck disable=SC2086
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx2g ${CLIENT_OPTS:-} -cp "$classes" "org.fingerpost.bench.smtp.$class" "$@"
}

# A program that runs until it is told to end: what it prints is read from descriptor 3, it ends when descriptor 4 says so.
hold() { # CLASS ARGUMENT...
    mkfifo "$work/said" "$work/told"
    clients "$@" > "$work/said" < "$work/told" &
    holder=$!
    exec 3< "$work/said" 4> "$work/told"
}

release() {
    echo >&4
    exec 4>&-
    rest=
    read -r rest <&3 || true
    exec 3<&-
    wait "$holder" || true
    rm "$work/said" "$work/told"
}

# Live objects in the router's heap, in octets.
live() {
    "${JAVA_HOME:+$JAVA_HOME/bin/}jcmd" "$router" GC.class_histogram | awk '/^Total/ { print $3 }'
}

resident_kib() {
    awk '/^VmRSS/ { print $2 }' "/proc/$router/status"
}

threads() {
    awk '/^Threads/ { print $2 }' "/proc/$router/status"
}

# Settings of the listener that leave it room for the test.
allow_sessions() { # COUNT
    cat >> "$base/etc/smtp.cfg" <<END
max.sessions = $1
max.sessions.per.client = $1
END
}
