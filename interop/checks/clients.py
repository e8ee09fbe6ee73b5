"""Other programs that send mail: msmtp, curl, nodemailer, sendmail's own command line."""
import json
import os

from harness import mail
from harness.checking import Skipped, check, expect
from harness.programs import path_of, run
from harness.router import ADDRESS


def text(word, world):
    return f"From: sender@client.test\r\nTo: {world.router.address}\r\nSubject: {word}\r\n\r\n.\r\nhello\r\n".encode()


def sent(result, world, word):
    expect(result.status == 0, str(result))
    body = mail.body_of(world.router.arrived(word))
    expect(body.startswith(b".\nhello"), body[:100])


@check("sendmail command", "-t, -f", quick=True)
def command(world):
    word = mail.mark("command")
    sent(world.router.program("sendmail", "-t", "-i", "-f", "sender@client.test",
                              stdin=text(word, world).replace(b"\r\n", b"\n")), world, word)


def msmtp(world, word, *arguments):
    return run([path_of("msmtp"), f"--host={ADDRESS}", "--from=sender@client.test", "--domain=client.test", *arguments, "--",
                world.router.address], text(word, world).replace(b"\r\n", b"\n"))


@check("msmtp", "without TLS", quick=True)
def msmtp_plain(world):
    word = mail.mark("msmtp")
    sent(msmtp(world, word, f"--port={world.router.port}"), world, word)


def secured(world, *arguments):
    return [f"--tls-trust-file={world.certificates}/ca.pem", "--tls=on", *arguments]


@check("msmtp", "STARTTLS, verified", quick=True)
def msmtp_tls(world):
    word = mail.mark("msmtp")
    sent(msmtp(world, word, f"--port={world.router.port}", *secured(world)), world, word)


@check("msmtp", "TLS and AUTH by each of its mechanisms", quick=True)
def msmtp_auth(world):
    for method in ("plain", "login", "scram-sha-256"):
        word = mail.mark("msmtp")
        result = msmtp(world, word, f"--port={world.router.submissions}", *secured(world, "--tls-starttls=off"),
                       f"--auth={method}", "--user=tester", "--passwordeval=echo correct horse")
        if "not supported" in result.output and "library" in result.output:
            continue
        sent(result, world, word)


@check("msmtp", "LMTP", quick=True)
def msmtp_lmtp(world):
    word = mail.mark("msmtp")
    sent(msmtp(world, word, f"--port={world.router.lmtp}", "--protocol=lmtp"), world, word)


def curl(world, word, url, *arguments):
    path = os.path.join(world.folder, "mail")
    with open(path, "wb") as file:
        file.write(text(word, world))
    program = path_of("curl")
    if " smtp" not in run([program, "--version"]).output:
        raise Skipped("this curl has no SMTP")
    return run([program, "-sS", "-v", "--max-time", "60", "--noproxy", "*", "--url", url, "--mail-from",
                "sender@client.test", "--mail-rcpt", world.router.address, "--upload-file", path, *arguments])


@check("curl", "SMTP, STARTTLS, SMTPS with AUTH", quick=True)
def curl_all(world):
    ca = f"{world.certificates}/ca.pem"
    for url, more in ((f"smtp://{ADDRESS}:{world.router.port}/client.test", []),
                      (f"smtp://{ADDRESS}:{world.router.port}/client.test", ["--ssl-reqd", "--cacert", ca]),
                      (f"smtps://{ADDRESS}:{world.router.submissions}/client.test",
                       ["--cacert", ca, "--user", "tester:correct horse"])):
        word = mail.mark("curl")
        sent(curl(world, word, url, *more), world, word)


NODE = """
const nodemailer = require('nodemailer');
const options = JSON.parse(process.argv[2]);
nodemailer.createTransport(options.transport).sendMail(options.message).then(() => process.exit(0),
    error => { console.error(String(error)); process.exit(1); });
"""


def nodemailer(world):
    """Where nodemailer is, installed by npm if it is not there."""
    path_of("node")
    folder = os.path.join(world.folder, "node")
    if not os.path.isdir(os.path.join(folder, "node_modules", "nodemailer")):
        os.makedirs(folder, exist_ok=True)
        result = run([path_of("npm"), "install", "--no-audit", "--no-fund", "--prefix", folder, "nodemailer"], limit=120)
        if result.status:
            raise Skipped("npm cannot install nodemailer")
        with open(os.path.join(folder, "send.js"), "w", encoding="ascii") as file:
            file.write(NODE)
    return folder


@check("nodemailer", "STARTTLS, TLS, AUTH, attachments, UTF-8")
def nodemailer_all(world):
    folder = nodemailer(world)
    auth = {"user": "tester", "pass": "correct horse"}
    ca = {"ca": [open(f"{world.certificates}/ca.pem", encoding="ascii").read()]}
    for transport in ({"port": world.router.port, "tls": ca, "requireTLS": True},
                      {"port": world.router.port, "ignoreTLS": True},
                      {"port": world.router.submission, "tls": ca, "requireTLS": True, "auth": auth},
                      {"port": world.router.submissions, "secure": True, "tls": ca, "auth": auth, "authMethod": "LOGIN"}):
        word = mail.mark("nodemailer")
        options = {"transport": {"host": ADDRESS, "name": "client.test", **transport},
                   "message": {"from": "sender@client.test", "to": world.router.address, "subject": f"{word} \u00e9",
                               "text": "h\u00e9llo", "envelope": {"from": "sender@client.test", "to": [world.router.address]},
                               "headers": {"X-Mark": word}, "attachments": [{"filename": "a.txt", "content": "attached"}]}}
        result = run(["node", "send.js", json.dumps(options)], cwd=folder)
        expect(result.status == 0, str(result))
        world.router.arrived(word)
