# Read by the other scripts: a router with an instance of its own, a sink for its mail, clocks. The scripts set $top.
home=$(readlink -f "$top/distribution/target/fingerpost")
port=${PORT:-2525}
sink_port=${SINK_PORT:-2700}
base= sink_pid= work=

fail() { # STATUS TEXT
    echo "$0: $2" >&2
    exit "$1"
}

[ -x "$home/bin/fingerpost" ] || fail 69 "no distribution in $home: mvn -q -DskipTests package"

# Where Postfix's smtp-source and smtp-sink are: $SMTP_TOOLS, the PATH, or where Debian puts them.
find_tools() {
    for folder in ${SMTP_TOOLS:+"$SMTP_TOOLS"} $(echo "$PATH" | tr : ' ') /usr/sbin /usr/lib/postfix/sbin; do
        if [ -x "$folder/smtp-source" ] && [ -x "$folder/smtp-sink" ]; then
            source=$folder/smtp-source sink=$folder/smtp-sink
            return
        fi
    done
    fail 69 "smtp-source and smtp-sink are not here; they come with Postfix (apt-get install postfix). SMTP_TOOLS=DIR says where \
they are"
}

# A new instance with the shipped policy and the sink as its relay, or with a policy of the caller's.
make_instance() { # FOLDER [POLICY]
    base=$1
    mkdir -p "$base/etc"
    echo 'servers = 127.0.0.1:1' > "$base/etc/dns.cfg" # nobody is asked for names
    if [ -n "${2:-}" ]; then
        cp "$2" "$base/etc/sendmail.cf"
    else
        sed "s/^DS.*/DS[127.0.0.2]:$sink_port/" "$home/etc/sendmail.cf" > "$base/etc/sendmail.cf"
    fi
}

start_router() {
    "$home/bin/fingerpost" start --base "$base" --listen "127.0.0.1:$port" > "$base/started" || fail 70 "the router did not start"
    read -r router < "$base/run/pid"
}

stop_router() {
    [ -z "$base" ] || "$home/bin/fingerpost" stop --base "$base" > /dev/null
}

start_sink() { # [OPTION...]
    as=
    [ "$(id -u)" -ne 0 ] || as="-u nobody"
    # shellcheck disable=SC2086
    "$sink" $as -c "$@" "127.0.0.2:$sink_port" 1000 > "$work/sink" 2> "$work/sink.err" &
    sink_pid=$!
    sleep 0.5
    kill -0 "$sink_pid" 2>/dev/null || fail 70 "smtp-sink does not run: $(cat "$work/sink.err")"
}

stop_sink() {
    [ -z "$sink_pid" ] || kill "$sink_pid" 2>/dev/null || true
    sink_pid=
}

# Messages that the sink has taken.
taken() {
    tail -c 64 "$work/sink" | tr '\r' '\n' | sed -n 's/.*mesg=\([0-9]*\).*/\1/p' | tail -n 1 | grep . || echo 0
}

# Waits until the sink has taken so many, for at most so many seconds; fails if it has not.
await_taken() { # COUNT SECONDS
    end=$(($(now) + $2 * 1000))
    while [ "$(taken)" -lt "$1" ]; do
        [ "$(now)" -lt "$end" ] || return 1
        sleep 0.02
    done
}

now() { # milliseconds
    echo $(($(date +%s%N) / 1000000))
}

cpu() { # milliseconds of processor time that the router has used
    ticks=$(getconf CLK_TCK)
    sed 's/.*) //' "/proc/$router/stat" | awk -v t="$ticks" '{ printf "%d\n", ($12 + $13) * 1000 / t }'
}

resident() { # MiB
    awk '/^VmRSS/ { printf "%d\n", $2 / 1024 }' "/proc/$router/status"
}

per_second() { # COUNT MILLISECONDS
    awk -v n="$1" -v ms="$2" 'BEGIN { printf "%.0f", n * 1000 / (ms < 1 ? 1 : ms) }'
}

ratio() { # A B
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / (b < 1 ? 1 : b) }'
}

octets() { # 10K
    case $1 in
        *K) echo $((${1%K} * 1024)) ;;
        *M) echo $((${1%M} * 1048576)) ;;
        *) echo "$1" ;;
    esac
}

clean_up() {
    stop_router
    stop_sink
    [ -z "$work" ] || rm -rf "$work"
}

# A folder for the instance and the rest, on the disk of $TMPDIR; everything ends with the script.
begin() {
    work=$(mktemp -d)
    chmod 755 "$work"
    trap clean_up EXIT
    trap 'exit 130' INT TERM
}
