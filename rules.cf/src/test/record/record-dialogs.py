#!/usr/bin/env python3
"""record-dialogs.py ROOT DIALOGS: writes the S: lines of DIALOGS, as the sendmail of the folder ROOT answers.

ROOT is a Debian system with sendmail-bin, as a folder; checks.cf, which lies beside DIALOGS, is copied to ROOT/checks.cf. Must run as
root in network, host name and mount name spaces of its own (unshare --net --uts --mount), the host name "relay", the loopback
interface up. ROOT/etc/hosts has 127.0.0.1 relay.conf.example relay localhost and 127.0.0.2 alpha.conf.example; ROOT/etc/passwd the
users eric, tef, anna, root and daemon."""
import os, shutil, socket, subprocess, sys, time

root, path = sys.argv[1], sys.argv[2]
PORT = 2500
shutil.copy(os.path.join(os.path.dirname(path), 'checks.cf'), root + '/checks.cf')
open(root + '/etc/mail/aliases', 'a').close()
environment = {'PATH': '/usr/bin:/bin', 'HOME': '/root', 'TZ': 'UTC', 'USER': 'root', 'LOGNAME': 'root'}
sendmail = ['/usr/sbin/chroot', root, '/usr/libexec/sendmail/sendmail', '-C/checks.cf']
subprocess.run(sendmail + ['-bi'], env=environment, check=True, stdout=subprocess.DEVNULL)
daemon = subprocess.Popen(sendmail + ['-bD', '-ODaemonPortOptions=Port=%d,Name=MTA,Addr=127.0.0.1' % PORT, '-OPidFile=/tmp/checks.pid',
                                      '-OControlSocketName='], env=environment)


def connect(address):
    for attempt in range(100):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        client.bind((address, 0))
        client.settimeout(60)
        try:
            client.connect(('127.0.0.1', PORT))
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


out, client, lines = [], None, None
for line in open(path, encoding='latin-1').read().splitlines():
    if line.startswith('S: '):
        continue
    out.append(line)
    said = None
    if line.startswith('client '):
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
daemon.terminate()
daemon.wait(10)
