"""The router under test: the assembled distribution with an instance of its own."""
import getpass
import os
import re
import shutil
import subprocess
import threading
import time

from . import mail
from .programs import run

LMTP = """Mlmtp,	P=[IPC], F=mDFMuXaz8, S=Qualify, R=Qualify, E=\\r\\n,
	T=DNS/RFC822/SMTP,
	A=TCP $h
"""
PROXY = "127.0.0.3"  # connections from here begin with a header of the PROXY protocol
ADDRESS = "127.0.0.2"  # not 127.0.0.1, where the peers are: Exim sends no mail to an address that it listens on


class Router:
    """Listens on `port` (SMTP), +1 (submission), +2 (submission under TLS), +3 (LMTP), and on a Unix socket (LMTP)."""

    def __init__(self, home, base, port, certificates):
        self.home, self.base, self.port, self.certificates = home, base, port, certificates
        self.submission, self.submissions, self.lmtp = port + 1, port + 2, port + 3
        self.lmtp_socket = os.path.join(base, "run", "lmtp")
        self.server = f"{ADDRESS}:{port}"
        self.user = getpass.getuser()
        self.address = f"{self.user}@fingerpost.test"
        self.process = None

    def path(self, *names):
        return os.path.join(self.base, *names)

    def write(self, name, text):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="ascii") as file:
            file.write(text)

    def set(self, line):
        """Gives etc/smtp.cfg one line more than it has by itself; returns once the router must have seen it."""
        self.write("etc/smtp.cfg", f"xclient.from = 127.0.0.0/8\nproxy.from = {PROXY}\n{line}\n")
        if self.process:
            time.sleep(3)  # changes are picked up within a second

    def prepare(self, routes):
        """Makes the instance's settings; `routes` are lines of the mailertable."""
        with open(os.path.join(self.home, "etc", "sendmail.cf"), encoding="iso-8859-1") as file:
            policy = file.read()
        policy = re.sub(r"(?m)^#?Dj.*$", "", policy) + "\nDjfingerpost.test\nCwfingerpost.test\n" + LMTP
        self.write("etc/sendmail.cf", policy)
        self.write("etc/mailertable", "".join(f"{domain}\t{route}\n" for domain, route in routes.items()))
        self.set("")
        self.write("etc/dns.cfg", f"servers = 127.0.0.1:{self.port + 59}\ntimeout = 200ms\ntries = 1\n")  # nobody is there
        os.makedirs(self.path("etc", "tls"), exist_ok=True)
        for name in ("certificate.pem", "key.pem"):
            shutil.copy(os.path.join(self.certificates, name), self.path("etc", "tls", name))
        os.chmod(self.path("etc", "tls", "key.pem"), 0o600)

    def add_user(self, name, password):
        command = [os.path.join(self.home, "bin", "fingerpost"), "password", "--base", self.base, name]
        result = run(command, f"{password}\n".encode())
        if result.status:
            raise RuntimeError(f"no password for {name}: {result}")

    def start(self):
        listen = [self.server, f"submission://{ADDRESS}:{self.submission}", f"submissions://{ADDRESS}:{self.submissions}",
                  f"lmtp://{ADDRESS}:{self.lmtp}", f"lmtp://{self.lmtp_socket}"]
        argv = [os.path.join(self.home, "bin", "fingerpost"), "run", "--base", self.base]
        for address in listen:
            argv += ["--listen", address]
        with open(self.path("stderr"), "wb") as errors:
            self.process = subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=errors)  # pylint: disable=consider-using-with
        timer = threading.Timer(120, self.process.kill)
        timer.start()
        line = self.process.stdout.readline().decode("iso-8859-1")
        timer.cancel()
        if not line.startswith("ready"):
            raise RuntimeError(f"the router did not start: {line}{self.read('stderr')}")
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        self.add_user("tester", "correct horse")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(40)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def read(self, name):
        try:
            with open(self.path(name), encoding="iso-8859-1") as file:
                return file.read()
        except FileNotFoundError:
            return ""

    def program(self, name, *arguments, stdin=b""):
        """Runs a program of bin/ against this instance."""
        return run([os.path.join(self.home, "bin", name), *arguments], stdin, env={"FINGERPOST_BASE": self.base})

    def messages(self):
        """What has come to the user who runs the test."""
        return mail.mbox(self.path("var", "mail", self.user))

    def arrived(self, word, seconds=60):
        return mail.await_one(self.messages, word, seconds)

    def logged(self, word):
        """Lines of the log of mail that hold the word; for reasons."""
        return "\n".join(line for line in self.read("var/log/mail.log").splitlines() if word in line)
