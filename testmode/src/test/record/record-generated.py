#!/usr/bin/env python3
"""record-generated.py ROOT FOLDER: writes FOLDER/recorded.jsonl: what sendmail 8.17 makes of addresses with configurations that m4
generates from the package sendmail-cf: Debian's own, some of sendmail's samples, and FOLDER/*.mc.

ROOT is a Debian system with sendmail-bin, sendmail-cf and m4, as a folder; its /etc/mail is filled from FOLDER/mail. Must run as root in
network, host name and mount name spaces of its own (unshare --net --uts --mount --pid --fork), the host name "relay", the loopback
interface up; ROOT/etc/hosts and ROOT/etc/passwd as GeneratedTest has them. Of each output the last "returns:" line and all lines that
are no trace are kept; the configurations themselves are not."""
import glob, json, os, re, shutil, subprocess, sys
from concurrent.futures import ThreadPoolExecutor

root, folder = sys.argv[1], sys.argv[2]
CF = '/usr/share/sendmail/cf'
ENVIRONMENT = {'PATH': '/usr/bin:/bin', 'HOME': '/root', 'TZ': 'UTC', 'USER': 'root', 'LOGNAME': 'root'}
SAMPLES = ['generic-linux', 'knecht', 'submit', 'uucpproto']
HASHES = ['access', 'mailertable', 'virtusertable', 'genericstable']
ADDRESSES = r'''root
eric
Eric@hub.conf.example
a@conf.example
a@far.example
A.B@Far.Example
a%b@far.example
a%far.example@conf.example
a%b%c@hub.conf.example
a%b
host!user
h1!h2!u
h!u@far.example
h!u@conf.example
u@h.UUCP
u@h.uucp
@a,@b:u@c.example
<@a.example:u@b.example>
@conf.example:u@b.example
"quoted user"@far.example
"a@b"@conf.example
"a%b"@hub.conf.example
"|prog"
eric+detail
eric+detail@conf.example
list+x@virtual.example
info@virtual.example
abuse@virtual.example
other@virtual.example
sales@conf.example
x@all.example
u@table.example
u@sub.table.example
u@a.deep.example
u@err.table.example
u@local.table.example
u@nodelivery.example
u@[192.0.2.9]
u@[127.0.0.1]
u@[IPv6:::1]
u@[alpha.conf.example]
list:a@b,c@d;
list:;
u@
@h
u@alpha
u@alpha.conf.example
u@beta
u@gamma.other.example
u@h.bitnet
n::u
u@h.decnet
u@h.conf.example
u@.far.example
u@far.example.
u@far..example
u.@x.example
MAILER-DAEMON
postmaster@hub.conf.example
a@b@c
u@localhost
u@relay.conf.example
u@old.REDIRECT
Full Name <u@far.example>
u@far.example (comment)
"Full (Name)" <"q u"@conf.example> (c)
u@conf.example@far.example
tef
TEF@hub.conf.example
<>'''.split('\n')
TRIED = '''eric tef root a@far.example h!u u@conf.example u@hub.conf.example u@dept.conf.example u@alpha a%b@far.example @a:u@b.example
"q u"@conf.example <> u@virtual.example'''.replace('\n', ' ')
TRIED = re.findall(r'"[^"]*"\S*|\S+', TRIED)
MAILERS = {'debian-sendmail': 'local esmtp relay', 'debian-submit': 'local relay', 'hub': 'local esmtp relay',
           'uucp': 'local smtp uucp-new uucp-dom usenet', 'null': 'local relay', 'generic-linux': 'local esmtp', 'knecht': 'local esmtp'}


def chroot(args, text=None):
    return subprocess.run(['/usr/sbin/chroot', root] + args, env=ENVIRONMENT, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=60)


def prepare():
    os.makedirs(root + '/etc/mail/m4', exist_ok=True)
    os.makedirs(root + '/generated', exist_ok=True)
    for name in os.listdir(folder + '/mail'):
        shutil.copy(folder + '/mail/' + name, root + '/etc/mail/' + name)
    for name in ('dialup.m4', 'provider.m4'):
        open(root + '/etc/mail/m4/' + name, 'w').close()
    names = {}
    for name in ('sendmail', 'submit'):
        names['debian-' + name] = (CF + '/debian', name + '.mc', [])
    for name in SAMPLES:
        names[name] = (CF + '/cf', name + '.mc', ['../m4/cf.m4'])
    for mc in glob.glob(folder + '/*.mc'):
        name = os.path.basename(mc)
        shutil.copy(mc, root + CF + '/cf/ours-' + name)
        names[name[:-3]] = (CF + '/cf', 'ours-' + name, ['../m4/cf.m4'])
    for name, (where, mc, first) in names.items():
        command = 'cd %s && m4 %s > /generated/%s.cf 2> /generated/%s.err' % (where, ' '.join(first + [mc]), name, name)
        done = chroot(['/bin/sh', '-c', command])
        with open(root + '/generated/' + name + '.cf', 'a') as cf:
            cf.write('O ServiceSwitchFile=/etc/mail/service.switch\n')
        print(name, done.returncode, open(root + '/generated/%s.err' % name).read().strip())
    for name in HASHES:
        with open(folder + '/mail/' + name, 'rb') as text:
            print(name, chroot(['/usr/libexec/sendmail/makemap', '-C/generated/null.cf', 'hash', '/etc/mail/' + name], text.read()).stdout.decode().strip())
    return sorted(names)


def run(cf, before, command):
    text = '\n'.join(before + [command]) + '\n'
    out = chroot(['/usr/libexec/sendmail/sendmail', '-bt', '-C/generated/%s.cf' % cf], text.encode('latin-1')).stdout.decode('latin-1')
    load, _, body = out.partition('ADDRESS TEST MODE (ruleset 3 NOT automatically invoked)\nEnter <ruleset> <address>\n')
    return load, kept('> '.join(body.split('> ')[len(before) + 1:]))


def kept(out):
    if out.endswith('> '):
        out = out[:-2]
    lines = out.split('\n')[:-1]
    trace = re.compile(r'^\S+ +(input|returns):')
    last = max([i for i, line in enumerate(lines) if trace.match(line)], default=-1)
    return [line for i, line in enumerate(lines) if i == last or not trace.match(line)]


cases = []
for cf in prepare():
    for address in ADDRESSES:
        cases.append((cf, [], '/parse ' + address))
        cases.append((cf, [], '3,0 ' + address))
    for mailer in MAILERS.get(cf, '').split():
        for flags in ('ES', 'ER', 'HS', 'HR'):
            for address in TRIED:
                cases.append((cf, ['/tryflags ' + flags], '/try %s %s' % (mailer, address)))


def record(case):
    cf, before, command = case
    load, out = run(cf, before, command)
    if load:
        print('LOAD', cf, load.strip())
    return {'cf': cf, 'pre': before, 'cmd': command, 'out': out}


with ThreadPoolExecutor(2) as pool:
    answers = list(pool.map(record, cases))
with open(folder + '/recorded.jsonl', 'w', encoding='utf-8') as out:
    for answer in answers:
        out.write(json.dumps(answer, ensure_ascii=True) + '\n')
print(len(answers), 'recorded')
