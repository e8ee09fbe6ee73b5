"""SMTP smuggling: messages that hold what some server has taken for the end of data, through the router to each peer."""
import re
import socket
import time

from harness import mail, peers
from harness.checking import check, expect
from harness.router import ADDRESS

ENDS = [b"\r", b"\n", b"\r\n", b"\r\r\n", b"\n\r", b"\r\0\n", b"\0\r\n", b"\r\n\0", b"\n\0", b"\r\n\r", b"\n\r\n"]
VARIANTS = [before + b"." + after for before in ENDS for after in ENDS]


def attack(variant, recipient, word):
    """A message with a second one behind what might be an end; the real end is not part of it."""
    return (f"Subject: {word}\r\n\r\nlawful".encode() + variant +
            f"MAIL FROM:<admin@fingerpost.test>\r\nRCPT TO:<{recipient}>\r\nDATA\r\nSubject: smuggled-{word}\r\n\r\nx".encode())


def command(stream, line, expected):
    stream.write(line)
    stream.flush()
    reply = stream.readline()
    while reply[3:4] == b"-":
        reply = stream.readline()
    expect(reply[:1] == expected, f"{line[:40]!r}: {reply!r}")
    return reply


def by_smtp(port, recipient, octets):
    """One message as it is, by DATA; the first digit of the reply to its end."""
    with socket.create_connection((ADDRESS, port), 60) as connection:
        connection.settimeout(60)
        stream = connection.makefile("rwb")
        stream.readline()
        command(stream, b"EHLO client.test\r\n", b"2")
        command(stream, b"MAIL FROM:<sender@client.test>\r\n", b"2")
        command(stream, f"RCPT TO:<{recipient}>\r\n".encode(), b"2")
        command(stream, b"DATA\r\n", b"3")
        stream.write(octets + b"\r\n.\r\n")
        stream.flush()
        return stream.readline()[:1]


def is_end(variant):
    return b"\r\n.\r\n" in variant


def none_is_smuggled(peer, sent):
    """Of each message one has come, and no other; `sent` are their marks and what was in them."""
    words = [word for word, variant in sent.items() if peer.takes_nul or b"\0" not in variant]
    for word in words:
        mail.await_one(peer.messages, f"Subject: {word}", 90)
    time.sleep(2)  # whatever else would come has come with it
    headers = [mail.header_of(message.replace(b"\r\n", b"\n")) for message in peer.messages()]
    subjects = [re.search(r"(?mi)^Subject: (\S+)", header) for header in headers]
    subjects = [found.group(1) for found in subjects if found]
    expect(not [s for s in subjects if s.startswith("smuggled-")], f"smuggled: {subjects}")
    for word in words:
        expect(subjects.count(word) == 1, f"{word} has come {subjects.count(word)} times")


@check("smuggling", "bare CR and LF are refused as shipped", quick=True)
def refused(world):
    for variant in VARIANTS:
        if not is_end(variant):
            result = by_smtp(world.router.port, world.router.address, attack(variant, world.router.address, mail.mark()))
            bare = re.search(rb"\r(?!\n)|(?<!\r)\n", b"x" + variant + b"M")
            expect(result == (b"5" if bare else b"2"), f"{variant!r} is answered with {result!r}")


def register(name):
    @check("smuggling", f"normalised, by SMTP, to {name}")
    def normalised(world):
        peer = world.peers[name].up()
        world.router.set("bare.newlines = normalize")
        try:
            sent = {}
            for variant in VARIANTS:
                if not is_end(variant):
                    word = mail.mark("end")
                    expect(by_smtp(world.router.port, peer.address, attack(variant, peer.address, word)) == b"2", f"{variant!r}")
                    sent[word] = variant
            none_is_smuggled(peer, sent)
        finally:
            world.router.set("")

    @check("smuggling", f"by the sendmail command, to {name}")
    def by_command(world):
        peer = world.peers[name].up()
        sent = {}
        for variant in VARIANTS[::3]:
            word = mail.mark("end")
            result = world.router.program("sendmail", "-i", "-f", "sender@client.test", peer.address,
                                          stdin=attack(variant, peer.address, word) + b"\r\n")
            expect(result.status == 0, str(result))
            sent[word] = variant
        none_is_smuggled(peer, sent)


for kind in peers.ALL:
    if kind.is_router:
        register(kind.name)
