"""Other mail routers, in both directions."""
import os
import re
import smtplib
import ssl

from harness import mail, peers
from harness.checking import Skipped, check, expect
from harness.programs import swaks

BODIES = {
    "plain": b"hello\n",
    "dots and From": b".\n..\n.x\nFrom me\n\n\nend\n",
    "8 bits": "na\u00efve \u20ac \u00ff\n".encode(),
    "long lines": b"x" * 900 + b"\n" + b"y" * 990 + b"\n",
    "200 kB": b"0123456789abcdef0123456789abcdef0123456789abcdef\n" * 4000,
}


def submit(server, sender, recipient, body, *arguments, **options):
    """Hands a message to a server; gives its mark."""
    word = mail.mark("peer")
    path = f"/tmp/{word}"
    with open(path, "wb") as file:
        file.write(f"From: {sender}\nTo: {recipient}\nSubject: {word}\nMIME-Version: 1.0\n"
                   "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n".encode() + body)
    try:
        swaks("--server", server, "--from", sender, "--to", recipient, "--data", f"@{path}", *arguments, **options)
    finally:
        os.remove(path)
    return word


def with_tls(world, name):
    """The peer, if its TLS works: that of OpenSMTPD 6.8 with OpenSSL 3 does not."""
    peer = world.peers[name].up()
    try:
        with smtplib.SMTP("127.0.0.1", peer.port, timeout=60) as client:
            client.starttls(context=ssl.create_default_context(cafile=f"{world.certificates}/ca.pem"))
    except ssl.SSLCertVerificationError:
        return peer  # TLS works, its name is another one
    except (ssl.SSLError, OSError, smtplib.SMTPException) as e:
        raise Skipped(f"no TLS with Python either: {e}") from e
    return peer


def same_body(message, body):
    found = mail.body_of(message).rstrip(b"\n")
    expect(found == body.rstrip(b"\n"), f"the body is not what was sent: {found[:100]!r}")


def register(name):
    @check(name, "mail to it, bodies of all kinds")
    def to_peer(world):
        peer = world.peers[name].up()
        words = {submit(world.router.server, world.router.address, peer.address, body): body for body in BODIES.values()}
        for word, body in words.items():
            same_body(peer.arrived(word), body)

    @check(name, "mail to it goes by TLS")
    def tls_to_peer(world):
        peer = with_tls(world, name)
        word = submit(world.router.server, world.router.address, peer.address, b"hello\n")
        header = mail.header_of(peer.arrived(word))
        expect(re.search(r"with (UTF8)?E?SMTPS|TLS", header), header)

    @check(name, "mail from it, bodies of all kinds")
    def from_peer(world):
        peer = world.peers[name].up()
        words = {submit(peer.server, peer.address, world.router.address, body): body for body in BODIES.values()}
        for word, body in words.items():
            same_body(world.router.arrived(word), body)

    @check(name, "mail from it comes by TLS")
    def tls_from_peer(world):
        peer = with_tls(world, name)
        word = submit(peer.server, peer.address, world.router.address, b"hello\n")
        header = mail.header_of(world.router.arrived(word))
        expect(re.search(rf"from {name}\.test .* with ESMTPS ", header), header)

    @check(name, "an unknown user there is returned by us, and one here by it")
    def returned(world):
        peer = world.peers[name].up()
        word = submit(world.router.server, world.router.address, f"nobody-{name}@{name}.test", b"hello\n")
        report = world.router.arrived(word)
        expect(b"5.1.1" in report or b"550" in report, report[:1000])
        word = submit(peer.server, peer.address, f"nobody-{name}@fingerpost.test", b"hello\n")
        report = peer.arrived(word)
        expect(b"5.1.1" in report, report[:1000])

    @check(name, "twenty messages at once, both ways")
    def many(world):
        peer = world.peers[name].up()
        there = [submit(world.router.server, world.router.address, peer.address, b"hello\n") for _ in range(20)]
        back = [submit(peer.server, peer.address, world.router.address, b"hello\n") for _ in range(20)]
        for word in there:
            peer.arrived(word)
        for word in back:
            world.router.arrived(word)


for kind in peers.ALL:
    if kind.is_router:
        register(kind.name)
