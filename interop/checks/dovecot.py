"""Dovecot as a store by LMTP, and as the one that knows passwords."""
import os
import smtplib
import ssl

from harness import mail
from harness.checking import check, expect
from harness.router import ADDRESS

from . import peers as mails


@check("dovecot", "mail to it by LMTP, bodies of all kinds")
def lmtp(world):
    peer = world.peers["dovecot"].up()
    words = {mails.submit(world.router.server, world.router.address, peer.address, body): body for body in mails.BODIES.values()}
    for word, body in words.items():
        mails.same_body(peer.arrived(word), body)


@check("dovecot", "LMTP: of two recipients one is unknown to it and returned")
def one_unknown(world):
    peer = world.peers["dovecot"].up()
    word = mails.submit(world.router.server, world.router.address, f"{peer.address},nobody@dovecot.test", b"hello\n")
    peer.arrived(word)
    report = world.router.arrived(word)
    expect(b"nobody@dovecot.test" in report and b"Action: failed" in report, report[:1000])


@check("dovecot", "it checks passwords: PLAIN, LOGIN")
def authenticates(world):
    peer = world.peers["dovecot"].up()
    world.router.write("etc/auth.dovecot.cfg", f"socket = {os.path.join(peer.root, 'run/dovecot/auth-client')}\n")
    context = ssl.create_default_context(cafile=f"{world.certificates}/ca.pem")
    try:
        for method in ("PLAIN", "LOGIN"):
            mail.await_true(lambda: authenticated(world, context, method), f"AUTH {method} by a user of Dovecot", 20)
    finally:
        os.remove(world.router.path("etc/auth.dovecot.cfg"))


def authenticated(world, context, method):
    with smtplib.SMTP_SSL(ADDRESS, world.router.submissions, timeout=60, context=context) as client:
        client.ehlo()
        client.user, client.password = "dora", "other secret"
        try:
            return client.auth(method, getattr(client, f"auth_{method.lower()}"))[0] == 235
        except smtplib.SMTPAuthenticationError:
            return False
