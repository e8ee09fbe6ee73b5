# Process 1 of a machine: sh -c "..." machine FOLDER DISTRIBUTION. It says when it is ready and lasts until its standard input
# ends; then the system kills all others. A shell that waits also takes in the processes that others have left behind.
set -eu
cd "$1"
mkdir all
mount -t tmpfs -o mode=755 etc all
for name in alternatives bash.bashrc ca-certificates crypto-policies default host.conf hosts java java-* jvm* ld.so.* \
    localtime login.defs nsswitch.conf pam.d pki profile protocols resolv.conf security services ssl terminfo timezone
do
  for path in /etc/$name; do
    if test -e "$path"; then cp -a "$path" all/; fi
  done
done
cp -R etc/. all
chmod 600 all/shadow
chown -R 0:0 all/passwd all/group all/shells all/shadow all/cron.d home srv/instance
for user in anna:5001 bert:5002 mallory:5003 carl:5004; do
  mkdir -m 755 "home/${user%:*}"
  chown "${user#*:}:${user#*:}" "home/${user%:*}"
done
chown 0:8 mail && chmod 2775 mail
chmod 1777 tmp
mount --bind "$2" srv/router
mount -o remount,bind,ro srv/router
mount --bind all /etc
mount --bind home /home
mount --bind mail /var/mail
mount --rbind srv /srv
mount --bind tmp /tmp
mount -t tmpfs -o mode=1777 shm /dev/shm
mount -o remount,bind,ro /
cd /
echo ready
exec 3<&0
cat <&3 > /dev/null &
wait $!
