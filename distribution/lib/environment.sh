# Sourced by the commands in bin/, which set $home: a clean environment, and $java, a Java that is new enough.
# POSIX sh. No JVM is started to look at its version: that would take longer than most commands.

# What would change the JVM behind the back of whoever wrote the command line.
unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH

min_java=17

fail() { # STATUS MESSAGE
    echo "fingerpost: $2" >&2
    exit "$1"
}

# FINGERPOST_JAVA names the program itself, JAVA_HOME a JDK or JRE.
if [ -n "${FINGERPOST_JAVA:-}" ]; then
    java=$FINGERPOST_JAVA
elif [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
else
    java=$(command -v java) ||
        fail 69 "no java: Java $min_java or newer is needed; set JAVA_HOME or FINGERPOST_JAVA, or put java on the PATH"
fi
[ -x "$java" ] || fail 69 "$java (from FINGERPOST_JAVA or JAVA_HOME) is no program"

# Every JDK says in its file "release" what it is: JAVA_VERSION="17.0.12". One that does not is taken at its word.
java_major=$min_java
java_file=$(readlink -f "$java") && java_release=${java_file%/bin/java}/release
if [ -r "$java_release" ]; then
    while IFS='=' read -r key value; do
        if [ "$key" = JAVA_VERSION ]; then
            version=${value#\"}
            java_major=${version%%[!0-9]*}
        fi
    done < "$java_release"
fi
[ "$java_major" -ge "$min_java" ] || fail 69 "$java is Java ${version%\"}: Java $min_java or newer is needed"

# The commands of the shell's end live for a tenth of a second: no optimising compiler, the smallest collector, a small heap.
exec_cli() { # NAME ARGUMENT...
    exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx32m -XX:-UsePerfData \
        -Dfingerpost.home="$home" -cp "$home/lib/org.fingerpost.cli.jar" org.fingerpost.cli.Main "$@"
}

# With the router's own jars, without a container and without a provider of slf4j. In ISO 8859-1 all octets of a key reach the
# programs of program tables, and all octets of a name the files.
exec_plain() { # CLASS ARGUMENT...
    classes="$home/lib/*:$home/bundle/5/*"
    for jar in "$home"/bundle/2/slf4j-api-*.jar "$home"/bundle/3/dnsjava-*.jar "$home"/bundle/3/unboundid-ldapsdk-*.jar \
        "$home"/bundle/3/gson-*.jar; do
        classes=$classes:$jar
    done
    exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx128m -XX:-UsePerfData \
        -Dslf4j.internal.verbosity=ERROR -Dfile.encoding=ISO-8859-1 -Dsun.jnu.encoding=ISO-8859-1 -cp "$classes" "$@"
}

# Reads a policy and tests addresses.
exec_test_mode() { # OPTION...
    exec_plain org.fingerpost.testmode.Main "$@"
}

# Reads a policy and says what is wrong with it.
exec_policy_check() { # DIRECTORY FILE
    exec_plain org.fingerpost.rules.cf.PolicyCheck "$@"
}

# Makes an index with the jars of the router's tables.
exec_makemap() { # OPTION... TYPE FILE
    exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx128m -XX:-UsePerfData \
        -cp "$home/bundle/5/org.fingerpost.alias.dbm.jar:$home/bundle/5/org.fingerpost.router.api.jar" \
        org.fingerpost.alias.dbm.Makemap "$@"
}

# Looks after a user's own file; no router.
exec_vacation() { # ARGUMENT...
    for slf4j in "$home"/bundle/2/slf4j-api-*.jar; do :; done
    exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xmx32m -XX:-UsePerfData -Dslf4j.internal.verbosity=ERROR \
        -cp "$home/bundle/5/org.fingerpost.mailer.vacation.jar:$home/bundle/5/org.fingerpost.router.api.jar:$slf4j" \
        org.fingerpost.mailer.vacation.VacationCommand "$@"
}
