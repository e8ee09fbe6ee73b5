"""Other mail routers, each in a root folder of its own, on loopback.

Each takes mail for peer@NAME.test into a mailbox, whatever comes from this machine for other domains goes on to the router, and
each offers STARTTLS with a certificate of the test's authority.
"""
import os
import shutil
import signal
import socket
import subprocess
import time

from . import mail
from .checking import Skipped
from .router import ADDRESS

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ENTER = 'mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'  # in a mount namespace that ends with the program


class Peer:
    """One of them. The others say how they are configured and run."""
    name = ""
    number = 0
    command = ()
    mailboxes = ("var/mail/peer",)
    greeting = b"220"
    stop_command = ()
    is_router = True
    takes_nul = True

    def __init__(self, roots, port, router_port, certificates):
        self.root = os.path.join(roots, self.name)
        self.roots, self.router_port, self.certificates = roots, router_port, certificates
        self.port = port + self.number
        self.server = f"127.0.0.1:{self.port}"
        self.address = f"peer@{self.name}.test"
        self.process = None
        self.why_not = None

    def up(self):
        """Installs and starts it unless that has been done; skips the check if it cannot be."""
        if self.why_not:
            raise Skipped(self.why_not)
        if self.process:
            return self
        result = subprocess.run([os.path.join(HERE, "install-peer"), self.roots, self.name], stdout=subprocess.PIPE,
                                timeout=900, check=False)
        if result.returncode:
            self.why_not = result.stdout.decode().strip() or f"{self.name} cannot be installed"
            raise Skipped(self.why_not)
        self.start()
        return self

    def start(self):
        self.empty()
        os.makedirs(os.path.join(self.root, "etc/interop"), exist_ok=True)
        for name in ("certificate.pem", "key.pem", "ca.pem"):
            shutil.copy(os.path.join(self.certificates, name), os.path.join(self.root, "etc/interop", name))
        os.chmod(os.path.join(self.root, "etc/interop/key.pem"), 0o600)
        self.configure()
        log = open(os.path.join(self.root, "var/log/interop.log"), "wb")  # pylint: disable=consider-using-with
        self.process = subprocess.Popen(self.inside(*self.command), stdout=log, stderr=log,  # pylint: disable=consider-using-with
                                        stdin=subprocess.DEVNULL, start_new_session=True)
        self.await_greeting()

    def inside(self, *command):
        return ["unshare", "--mount", "sh", "-c", ENTER, self.root, "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "HOME=/root", "LC_ALL=C", *command]

    def call(self, *command):
        subprocess.run(self.inside(*command), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True, timeout=60)

    def await_greeting(self):
        end = time.monotonic() + 30
        while time.monotonic() < end:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 5) as connection:
                    if connection.recv(100).startswith(self.greeting):
                        connection.sendall(b"QUIT\r\n")
                        connection.recv(100)
                        return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"{self.name} does not answer on port {self.port}: {self.root}/var/log")

    def down(self):
        if self.process and self.stop_command:
            self.call(*self.stop_command)
        elif self.process:
            os.killpg(self.process.pid, signal.SIGTERM)
        if self.process:
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait(15)

    def write(self, name, text, mode=0o644):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="ascii") as file:
            file.write(text)
        os.chmod(path, mode)

    def route(self):
        """What a mailertable says of its domain."""
        return f"relay:[127.0.0.1]:{self.port}"

    def empty(self):
        for name in self.mailboxes:
            path = os.path.join(self.root, name)
            if os.path.isdir(path):
                shutil.rmtree(path)
            elif os.path.exists(path):
                os.remove(path)

    def messages(self):
        found = []
        for name in self.mailboxes:
            path = os.path.join(self.root, name)
            found += mail.maildir(path) if os.path.isdir(path) else mail.mbox(path)
        return found

    def arrived(self, word, seconds=60):
        return mail.await_one(self.messages, word, seconds)

    def configure(self):
        raise NotImplementedError


class Postfix(Peer):
    name, number = "postfix", 0
    command = ("postfix", "start-fg")
    stop_command = ("postfix", "stop")

    def configure(self):
        settings = {
            "myhostname": "postfix.test", "mydestination": "postfix.test", "inet_interfaces": "127.0.0.1",
            "inet_protocols": "ipv4", "relayhost": f"[{ADDRESS}]:{self.router_port}", "smtp_dns_support_level": "disabled",
            "smtp_host_lookup": "native", "smtpd_peername_lookup": "no", "maillog_file": "/var/log/postfix.log",
            "smtpd_tls_cert_file": "/etc/interop/certificate.pem", "smtpd_tls_key_file": "/etc/interop/key.pem",
            "smtpd_tls_security_level": "may", "smtp_tls_security_level": "may", "smtp_tls_loglevel": "1",
            "smtp_tls_CAfile": "/etc/interop/ca.pem", "smtputf8_enable": "yes", "mynetworks": "127.0.0.0/8",
        }
        self.call("postconf", "-e", *[f"{key}={value}" for key, value in settings.items()])
        self.call("postconf", "-MX", "smtp/inet")
        port = f"127.0.0.1:{self.port}"
        self.call("sh", "-c", "for s in $(postconf -M | awk '$2 == \"inet\" { print $1 \"/inet\" }'); do postconf -MX $s; done")
        self.call("postconf", "-Me", f"{port}/inet={port} inet n - n - - smtpd")
        self.call("/usr/lib/postfix/configure-instance.sh", "-")


class Exim(Peer):
    name, number = "exim", 1
    command = ("exim4", "-bdf", "-q5s")

    def configure(self):
        self.write("etc/exim4/exim4.conf", f"""
primary_hostname = exim.test
domainlist local_domains = exim.test
hostlist relay_from_hosts = 127.0.0.0/8
local_interfaces = 127.0.0.1
daemon_smtp_ports = {self.port}
tls_advertise_hosts = *
tls_certificate = /etc/interop/certificate.pem
tls_privatekey = /etc/interop/key.pem
chunking_advertise_hosts = *
dsn_advertise_hosts = *
smtputf8_advertise_hosts = *
prdr_enable = true
acl_smtp_rcpt = check_rcpt
never_users = root
begin acl
check_rcpt:
  deny domains = +local_domains
       message = 5.1.1 no such user
       ! verify = recipient
  accept hosts = +relay_from_hosts
  deny message = relay not permitted
begin routers
local_user:
  driver = accept
  domains = +local_domains
  check_local_user
  transport = mailbox
router:
  driver = manualroute
  domains = ! +local_domains
  transport = remote_smtp
  route_list = * {ADDRESS}::{self.router_port}
begin transports
mailbox:
  driver = appendfile
  file = /var/mail/$local_part_data
  user = peer
  group = mail
  mode = 0660
remote_smtp:
  driver = smtp
  tls_verify_certificates = /etc/interop/ca.pem
  tls_try_verify_hosts = *
begin retry
* * F,1h,5s
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and {{{{eq{{$auth2}}{{peer}}}}{{eq{{$auth3}}{{secret}}}}}}}}
  server_set_id = $auth2
  server_advertise_condition = ${{if def:tls_in_cipher}}
""")
        self.write("var/log/exim4/mainlog", "")
        shutil.chown(os.path.join(self.root, "var/log/exim4/mainlog"), *self.owner("var/log/exim4"))
        self.call("chown", "Debian-exim", "/etc/interop/key.pem")

    def owner(self, name):
        status = os.stat(os.path.join(self.root, name))
        return status.st_uid, status.st_gid


class Sendmail(Peer):
    name, number = "sendmail", 2
    command = ("/usr/sbin/sendmail-mta", "-bD", "-q5s")
    mailboxes = ("home/peer/mbox",)
    takes_nul = False  # "554 5.6.1 NUL byte not allowed"

    def configure(self):
        self.write("etc/mail/interop.mc", f"""include(`/usr/share/sendmail/cf/m4/cf.m4')dnl
OSTYPE(`debian')dnl
DOMAIN(`debian-mta')dnl
undefine(`confHOST_STATUS_DIRECTORY')dnl
define(`confDOMAIN_NAME', `sendmail.test')dnl
define(`SMART_HOST', `relay:[{ADDRESS}]')dnl
define(`RELAY_MAILER_ARGS', `TCP $h {self.router_port}')dnl
define(`confDONT_PROBE_INTERFACES', `True')dnl
define(`confCACERT', `/etc/interop/ca.pem')dnl
define(`confCACERT_PATH', `/etc/interop')dnl
define(`confSERVER_CERT', `/etc/interop/certificate.pem')dnl
define(`confSERVER_KEY', `/etc/interop/key.pem')dnl
define(`confCLIENT_CERT', `/etc/interop/certificate.pem')dnl
define(`confCLIENT_KEY', `/etc/interop/key.pem')dnl
define(`confREFUSE_LA', `1000')dnl
define(`confQUEUE_LA', `1000')dnl
define(`confMIN_QUEUE_AGE', `0')dnl
FEATURE(`nocanonify')dnl
FEATURE(`accept_unresolvable_domains')dnl
FEATURE(`access_db', `hash -o /etc/mail/access')dnl
DAEMON_OPTIONS(`Family=inet, Name=MTA, Port={self.port}, Addr=127.0.0.1')dnl
FEATURE(`local_procmail', `/usr/local/lib/deliver', `deliver $u')dnl
MAILER(`local')dnl
MAILER(`smtp')dnl
LOCAL_CONFIG
Cwsendmail.test
CRlocalhost 127
""")
        if os.path.exists(os.path.join(self.root, "etc/mail/service.switch-nodns")):
            shutil.copy(os.path.join(self.root, "etc/mail/service.switch-nodns"),
                        os.path.join(self.root, "etc/mail/service.switch"))
        self.write("etc/mail/local-host-names", "sendmail.test\nlocalhost\n")
        self.write("usr/local/lib/deliver", "#!/bin/sh\nexec >> /home/peer/mbox\nflock 1\necho From x\n"
                   "sed 's/^From />From /'\necho\n", 0o755)
        self.call("sh", "-c", "m4 /etc/mail/interop.mc > /etc/mail/sendmail.cf && newaliases && echo 'Connect:127 RELAY' > "
                  "/etc/mail/access && makemap hash /etc/mail/access < /etc/mail/access && "
                  "mkdir -p /run/sendmail/mta /run/sendmail/stampdir /var/spool/mqueue && chown -R smmta:smmsp /run/sendmail")


class OpenSmtpd(Peer):
    name, number = "opensmtpd", 3
    command = ("smtpd", "-d")
    mailboxes = ("var/mail/peer", "home/peer/Maildir")

    def configure(self):
        authorities = os.path.join(self.root, "etc/ssl/certs/ca-certificates.crt")  # without it, it speaks no TLS at all
        os.makedirs(os.path.dirname(authorities), exist_ok=True)
        shutil.copy(os.path.join(self.certificates, "ca.pem"), authorities)
        self.write("etc/smtpd.conf", f"""
pki opensmtpd.test cert "/etc/interop/certificate.pem"
pki opensmtpd.test key "/etc/interop/key.pem"
listen on 127.0.0.1 port {self.port} tls pki opensmtpd.test hostname opensmtpd.test
action "local" maildir
action "on" relay host smtp://{ADDRESS}:{self.router_port} helo opensmtpd.test
match from any for domain "opensmtpd.test" action "local"
match from local for any action "on"
""")


class Dovecot(Peer):
    """Not a router: a store that takes mail by LMTP, and knows the user dora's password."""
    name, number = "dovecot", 4
    command = ("dovecot", "-F")
    mailboxes = ("home/peer/Maildir",)
    is_router = False

    def route(self):
        return f"lmtp:[127.0.0.1]:{self.port}"

    def configure(self):
        self.write("etc/dovecot/users", "".join(f"{user}:{{PLAIN}}{password}:2000:2000::/home/peer::\n" for user, password in
                                                (("peer", "secret"), ("dora", "other secret"))))
        self.write("etc/dovecot/dovecot.conf", f"""
protocols = lmtp
log_path = /var/log/dovecot.log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Ln
mail_location = maildir:~/Maildir
first_valid_uid = 1000
passdb {{
  driver = passwd-file
  args = /etc/dovecot/users
}}
userdb {{
  driver = passwd-file
  args = /etc/dovecot/users
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {self.port}
  }}
}}
service auth {{
  unix_listener auth-client {{
    mode = 0666
  }}
}}
""")


ALL = (Postfix, Exim, Sendmail, OpenSmtpd, Dovecot)
