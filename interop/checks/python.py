"""smtplib, which comes with Python."""
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8

from harness import mail
from harness.checking import check, expect
from harness.router import ADDRESS

LIMIT = 60


def message(word, world, body="hello\n"):
    made = EmailMessage(policy=SMTP)
    made["Subject"], made["From"], made["To"] = word, "sender@client.test", world.router.address
    made.set_content(body)
    return made


def context(world):
    return ssl.create_default_context(cafile=f"{world.certificates}/ca.pem")


@check("smtplib", "sendmail, send_message, several in one session", quick=True)
def several(world):
    words = [mail.mark("smtplib") for _ in range(3)]
    with smtplib.SMTP(ADDRESS, world.router.port, timeout=LIMIT) as client:
        for word in words:
            client.send_message(message(word, world))
    for word in words:
        world.router.arrived(word)


@check("smtplib", "HELO, NOOP, RSET, VRFY, EXPN, HELP", quick=True)
def commands(world):
    with smtplib.SMTP(ADDRESS, world.router.port, timeout=LIMIT) as client:
        expect(client.helo("client.test")[0] == 250, "HELO")
        expect(client.noop()[0] == 250, "NOOP")
        expect(client.rset()[0] == 250, "RSET")
        expect(client.verify(world.router.address)[0] in (250, 252), "VRFY")
        expect(client.expn("no-such-list")[0] in (250, 252, 502, 550), "EXPN")
        expect(client.help(), "HELP")


@check("smtplib", "a refusal of each recipient is told", quick=True)
def refused(world):
    with smtplib.SMTP(ADDRESS, world.router.port, timeout=LIMIT) as client:
        try:
            client.sendmail("sender@client.test", ["nobody-of-this-name@fingerpost.test"], "Subject: x\r\n\r\n")
        except smtplib.SMTPRecipientsRefused as e:
            expect(e.recipients["nobody-of-this-name@fingerpost.test"][0] == 550, str(e))
            return
    raise AssertionError("an unknown user was taken")


@check("smtplib", "SMTPUTF8", quick=True)
def utf8(world):
    word = mail.mark("smtplib-\u00fc")
    made = message(word, world).as_bytes(policy=SMTPUTF8)
    with smtplib.SMTP(ADDRESS, world.router.port, timeout=LIMIT) as client:
        client.ehlo()
        expect(client.has_extn("smtputf8"), "SMTPUTF8 is not offered")
        client.sendmail("s\u00e9nder@client.test", [world.router.address], made, mail_options=["SMTPUTF8", "BODY=8BITMIME"])
    header = mail.header_of(world.router.arrived(word))
    expect("with UTF8SMTP" in header, header)


@check("smtplib", "STARTTLS, verified; then AUTH PLAIN, LOGIN", quick=True)
def submission(world):
    for method in ("PLAIN", "LOGIN"):
        word = mail.mark("smtplib")
        with smtplib.SMTP(ADDRESS, world.router.submission, timeout=LIMIT) as client:
            client.starttls(context=context(world))
            client.ehlo()
            client.user, client.password = "tester", "correct horse"
            client.auth(method, getattr(client, f"auth_{method.lower()}"))
            client.send_message(message(word, world))
        world.router.arrived(word)


@check("smtplib", "TLS from the first octet", quick=True)
def implicit(world):
    word = mail.mark("smtplib")
    with smtplib.SMTP_SSL(ADDRESS, world.router.submissions, timeout=LIMIT, context=context(world)) as client:
        client.login("tester", "correct horse")
        client.send_message(message(word, world))
    world.router.arrived(word)


@check("smtplib", "LMTP over TCP and over a Unix socket", quick=True)
def lmtp(world):
    for host, port in ((ADDRESS, world.router.lmtp), (world.router.lmtp_socket, 0)):
        word = mail.mark("smtplib")
        with smtplib.LMTP(host, port, timeout=LIMIT) as client:
            client.ehlo_or_helo_if_needed()
            client.mail("sender@client.test")
            for recipient in (world.router.address, "nobody-of-this-name@fingerpost.test"):
                client.rcpt(recipient)
            client.putcmd("data")
            expect(client.getreply()[0] == 354, "DATA")
            client.send(message(word, world).as_bytes() + b".\r\n")
            expect(client.getreply()[0] == 250, "the reply for the recipient")
        world.router.arrived(word)


@check("smtplib", "BDAT in chunks", quick=True)
def chunks(world):
    word = mail.mark("smtplib")
    octets = message(word, world, "a line\n" * 5000).as_bytes()
    with smtplib.SMTP(ADDRESS, world.router.port, timeout=LIMIT) as client:
        client.ehlo()
        expect(client.has_extn("chunking"), "CHUNKING is not offered")
        client.mail("sender@client.test")
        client.rcpt(world.router.address)
        for at in range(0, len(octets), 7001):
            chunk = octets[at:at + 7001]
            client.send(f"BDAT {len(chunk)}\r\n".encode() + chunk)
            code, text = client.getreply()
            expect(code == 250, f"{code} {text}")
        expect(client.docmd("BDAT 0 LAST")[0] == 250, "the last chunk")
    expect(mail.body_of(world.router.arrived(word)).count(b"a line\n") == 5000, "not all lines have come")
