#!/usr/bin/env python3
"""record-dialogs.py ROOT DIALOGS: writes the S: lines of DIALOGS, as the sendmail of the folder ROOT answers.

ROOT is a Debian system with sendmail-bin, as a folder. A line "policy NAME" in DIALOGS is for the configuration that
record-generated.py has left in ROOT/generated; else it is checks.cf, which lies beside DIALOGS. Must run as root in network, host name
and mount name spaces of its own (unshare --net --uts --mount), the host name "relay", the loopback interface up. ROOT/etc/hosts has
127.0.0.1 relay.conf.example relay localhost and 127.0.0.2 alpha.conf.example; ROOT/etc/passwd the users eric, tef, anna, root and
daemon."""
import os, shutil, socket, subprocess, sys, time

root, path = sys.argv[1], sys.argv[2]
port = 2500
daemon = None
environment = {'PATH': '/usr/bin:/bin', 'HOME': '/root', 'TZ': 'UTC', 'USER': 'root', 'LOGNAME': 'root'}
open(root + '/etc/mail/aliases', 'a').close()


def start(cf):
    global daemon, port
    stop()
    port += 1
    sendmail = ['/usr/sbin/chroot', root, '/usr/libexec/sendmail/sendmail', '-C' + cf]
    subprocess.run(sendmail + ['-bi'], env=environment, check=True, stdout=subprocess.DEVNULL)
    daemon = subprocess.Popen(sendmail + ['-bD', '-ODaemonPortOptions=Port=%d,Name=MTA,Addr=127.0.0.1' % port,
                                          '-OPidFile=/tmp/checks.pid', '-OControlSocketName='], env=environment)


def stop():
    if daemon:
        daemon.terminate()
        daemon.wait(10)


def connect(address):
    for attempt in range(100):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        client.bind((address, 0))
        client.settimeout(60)
        try:
            client.connect(('127.0.0.1', port))
            return client
        except OSError:
            client.close()
            time.sleep(0.1)
    sys.exit('no answer')


def reply(lines):
    """The last line of a reply."""
    while True:
        line = lines.readline().decode('latin-1').rstrip('\r\n')
        if len(line) < 4 or line[3] != '-':
            return line


if os.path.exists(os.path.join(os.path.dirname(path), 'checks.cf')):
    shutil.copy(os.path.join(os.path.dirname(path), 'checks.cf'), root + '/checks.cf')
    start('/checks.cf')
out, client, lines = [], None, None
for line in open(path, encoding='latin-1').read().splitlines():
    if line.startswith('S: '):
        continue
    out.append(line)
    said = None
    if line.startswith('policy '):
        start('/generated/%s.cf' % line.split()[1])
    elif line.startswith('client '):
        if client:
            client.close()
        client = connect(line.split()[1])
        lines = client.makefile('rb')
        said = reply(lines)
    elif line.startswith('C: '):
        client.sendall((line[3:] + '\r\n').encode('latin-1'))
        said = reply(lines)
    elif line.startswith('M: '):
        text = line[3:].replace('\\n', '\r\n').replace('\\t', '\t')
        client.sendall((text + '\r\n.\r\n').encode('latin-1'))
        said = reply(lines)
    if said is not None:
        out.append('S: ' + said)
open(path, 'w', encoding='latin-1').write('\n'.join(out) + '\n')
stop()
