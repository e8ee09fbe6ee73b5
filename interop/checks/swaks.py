"""swaks, with all that it has for SMTP."""
import base64
import hashlib
import os
import re

from harness import mail
from harness.checking import check, expect
from harness.programs import swaks
from harness.router import ADDRESS, PROXY

SENDER = ["--from", "sender@client.test"]


def send(world, *arguments, server=None, to=None, **options):
    """One message to the user who runs the test, unless `to` says else; gives the dialogue and what arrived."""
    word = mail.mark("swaks")
    dialogue = swaks(*(["--server", server or world.router.server] if server != "" else []), *SENDER, "--to",
                     to or world.router.address, "--header", f"Subject: {word}", *arguments, **options)
    return dialogue, world.router.arrived(word)


def received(message):
    """The first Received field, which the router added."""
    return re.search(r"(?m)^Received: (.*)$", mail.header_of(message)).group(1)


@check("swaks", "ESMTP, EHLO", quick=True)
def ehlo(world):
    dialogue, message = send(world, "--ehlo", "client.test")
    for keyword in ("PIPELINING", "8BITMIME", "SIZE", "DSN", "ENHANCEDSTATUSCODES", "CHUNKING", "SMTPUTF8", "BINARYMIME",
                    "STARTTLS", "LIMITS"):
        expect(re.search(rf"<-[ ~*]+250[- ]{keyword}\b", dialogue), f"{keyword} is not offered: {dialogue}")
    expect("with ESMTP " in received(message), received(message))


@check("swaks", "SMTP, HELO", quick=True)
def helo(world):
    _, message = send(world, "--protocol", "SMTP", "--helo", "client.test")
    expect("with SMTP " in received(message), received(message))


@check("swaks", "PIPELINING", quick=True)
def pipelining(world):
    send(world, "--pipeline")


@check("swaks", "several recipients, one unknown", quick=True)
def recipients(world):
    dialogue, _ = send(world, to=f"{world.router.address},nobody-of-this-name@fingerpost.test")
    expect(re.search(r"<\*\* 550 5\.1\.1", dialogue), dialogue)


@check("swaks", "a body of 8 bits with dots, bare", quick=True)
def eight_bits(world):
    body = "na\u00efve\n.\n..\n.hidden\nFrom here on\nx"
    _, message = send(world, "--body", body, "--header", "Content-Type: text/plain; charset=utf-8")
    expect(mail.body_of(message).startswith(body.encode()), mail.body_of(message)[:100])


@check("swaks", "attachments", quick=True)
def attachments(world):
    octets = os.urandom(300_000)
    path = os.path.join(world.folder, "attached")
    with open(path, "wb") as file:
        file.write(octets)
    _, message = send(world, "--attach", f"@{path}", "--attach-type", "application/octet-stream", "--attach-name", "x.bin")
    parts = re.findall(rb"(?i)filename=.*?\n(?:[^\n]+\n)*\n([A-Za-z0-9+/=\n]+)\n--", message)
    digests = [hashlib.sha256(base64.b64decode(part)).digest() for part in parts]
    expect(hashlib.sha256(octets).digest() in digests, "the attachment is not what was sent")


@check("swaks", "DATA from a file, header fields added", quick=True)
def data(world):
    word = mail.mark("swaks")
    swaks("--server", world.router.server, *SENDER, "--to", world.router.address, "--data",
          f"Subject: {word}\\nX-Own: yes\\n\\nbody\\n", "--add-header", "X-More: yes")
    header = mail.header_of(world.router.arrived(word))
    expect("X-Own: yes" in header, header)


@check("swaks", "quits and drops at each step leave the router well", quick=True)
def breaks(world):
    for stop in ("CONNECT", "FIRST-HELO", "MAIL", "RCPT"):
        swaks("--server", world.router.server, *SENDER, "--to", world.router.address, "--quit-after", stop)
        swaks("--server", world.router.server, *SENDER, "--to", world.router.address, "--drop-after", stop)
        swaks("--server", world.router.server, *SENDER, "--to", world.router.address, "--drop-after-send", stop)
    send(world)


@check("swaks", "LMTP over TCP", quick=True)
def lmtp(world):
    _, message = send(world, "--protocol", "LMTP", server=f"{ADDRESS}:{world.router.lmtp}")
    expect("with LMTP" in received(message), received(message))


@check("swaks", "LMTP over a Unix socket", quick=True)
def lmtp_socket(world):
    send(world, "--protocol", "LMTP", "--socket", world.router.lmtp_socket, server="")


@check("swaks", "a pipe to sendmail -bs", quick=True)
def pipe(world):
    os.environ["FINGERPOST_BASE"] = world.router.base
    send(world, "--pipe", f"{world.router.home}/bin/sendmail -bs", server="")


# --- TLS

@check("swaks", "STARTTLS, verified", quick=True)
def starttls(world):
    _, message = send(world, "--tls", "--tls-verify", "--tls-ca-path", f"{world.certificates}/ca.pem", needs="TLS")
    expect("with ESMTPS " in received(message), received(message))


@check("swaks", "STARTTLS with SNI, TLS 1.2 and TLS 1.3")
def versions(world):
    for version in ("tlsv1_2", "tlsv1_3"):
        dialogue, _ = send(world, "--tls", "--tls-sni", "fingerpost.test", "--tls-protocol", version, needs="TLS")
        expect("TLS started with cipher" in dialogue, dialogue)


@check("swaks", "TLS 1.0 and 1.1 are refused")
def old_versions(world):
    for version in ("tlsv1", "tlsv1_1"):
        swaks("--server", world.router.server, *SENDER, "--to", world.router.address, "--tls", "--tls-protocol", version,
              "--quit-after", "TLS", status=None, needs="TLS")


@check("swaks", "optional TLS")
def optional(world):
    send(world, "--tls-optional-strict", needs="TLS")
    send(world, "--tls-optional", needs="TLS")


@check("swaks", "a certificate of the client")
def client_certificate(world):
    _, message = send(world, "--tls", "--tls-cert", f"{world.certificates}/certificate.pem", "--tls-key",
                      f"{world.certificates}/key.pem", needs="TLS")
    expect("ESMTPS" in received(message), received(message))


@check("swaks", "pipelining after STARTTLS")
def pipelining_tls(world):
    send(world, "--tls", "--pipeline", needs="TLS")


# --- AUTH

def submit(world, *arguments, **options):
    return send(world, *arguments, "--auth-user", "tester", "--auth-password", "correct horse",
                server=f"{ADDRESS}:{world.router.submission}", needs="TLS", **options)


@check("swaks", "submission: TLS on connect, AUTH PLAIN", quick=True)
def submissions(world):
    _, message = send(world, "--tls-on-connect", "--auth", "PLAIN", "--auth-user", "tester", "--auth-password", "correct horse",
                      server=f"{ADDRESS}:{world.router.submissions}", needs="TLS")
    expect("with ESMTPSA " in received(message), received(message))


@check("swaks", "submission: STARTTLS, AUTH PLAIN", quick=True)
def auth_plain(world):
    _, message = submit(world, "--tls", "--auth", "PLAIN")
    expect("with ESMTPSA " in received(message), received(message))


@check("swaks", "submission: STARTTLS, AUTH LOGIN", quick=True)
def auth_login(world):
    submit(world, "--tls", "--auth", "LOGIN")


@check("swaks", "submission: a wrong password is refused", quick=True)
def wrong_password(world):
    dialogue = swaks("--server", f"{ADDRESS}:{world.router.submission}", *SENDER, "--to", world.router.address, "--tls", "--auth",
                     "PLAIN", "--auth-user", "tester", "--auth-password", "wrong", status=None, needs="TLS")
    expect("535 5.7.8" in dialogue, dialogue)


@check("swaks", "submission: AUTH is not offered without TLS", quick=True)
def auth_without_tls(world):
    dialogue = swaks("--server", f"{ADDRESS}:{world.router.submission}", "--quit-after", "FIRST-HELO", *SENDER, "--to", "a@b")
    expect("AUTH" not in dialogue, dialogue)


@check("swaks", "submission: nothing is taken from who is not authenticated", quick=True)
def submission_without_auth(world):
    dialogue = swaks("--server", f"{ADDRESS}:{world.router.submission}", *SENDER, "--to", world.router.address, status=None)
    expect("530 5.7.0" in dialogue, dialogue)


# --- who the client is, by others

@check("swaks", "XCLIENT", quick=True)
def xclient(world):
    dialogue, message = send(world, "--xclient-addr", "192.0.2.77", "--xclient-name", "elsewhere.test", "--xclient-helo",
                             "hello.elsewhere.test", "--xclient-proto", "ESMTP", "--xclient-optional-strict")
    expect("XCLIENT" in dialogue and "192.0.2.77" in received(message), received(message))


@check("swaks", "XCLIENT: relaying is not permitted to a client that is elsewhere", quick=True)
def xclient_relay(world):
    dialogue = swaks("--server", world.router.server, *SENDER, "--to", "peer@postfix.test", "--xclient-addr", "192.0.2.77",
                     "--xclient-name", "[UNAVAILABLE]", status=None)
    expect(re.search(r"<\*\* 55[0-9] 5\.7\.1", dialogue), dialogue)


def proxied(world, *arguments):
    return send(world, "--local-interface", PROXY, "--proxy-protocol", "STREAM", *arguments)[1]


@check("swaks", "PROXY, version 1", quick=True)
def proxy1(world):
    message = send(world, "--local-interface", PROXY, "--proxy-version", "1", "--proxy-family", "TCP4", "--proxy-source",
                   "192.0.2.79", "--proxy-source-port", "4711", "--proxy-dest", "192.0.2.1", "--proxy-dest-port", "25")[1]
    expect("192.0.2.79" in received(message), received(message))


@check("swaks", "PROXY, version 2", quick=True)
def proxy2(world):
    message = proxied(world, "--proxy-version", "2", "--proxy-family", "AF_INET", "--proxy-command", "PROXY", "--proxy-source",
                      "192.0.2.78", "--proxy-source-port", "4711", "--proxy-dest", "192.0.2.1", "--proxy-dest-port", "25")
    expect("192.0.2.78" in received(message), received(message))


@check("swaks", "PROXY, version 2, IPv6")
def proxy6(world):
    message = proxied(world, "--proxy-version", "2", "--proxy-family", "AF_INET6", "--proxy-command", "PROXY", "--proxy-source",
                      "2001:db8::7", "--proxy-source-port", "4711", "--proxy-dest", "2001:db8::1", "--proxy-dest-port", "25")
    expect("IPv6:2001:db8" in received(message), received(message))


@check("swaks", "without the PROXY header that must come nothing is said")
def no_proxy(world):
    swaks("--server", world.router.server, "--local-interface", PROXY, *SENDER, "--to", world.router.address, status=None)
