"""An authority of our own and a certificate from it, for all names of the test."""
import os

from .programs import path_of, run

NAMES = ["fingerpost", "postfix", "exim", "sendmail", "opensmtpd", "dovecot"]


def make(folder):
    """Makes ca.pem, certificate.pem and key.pem."""
    openssl = path_of("openssl")
    os.makedirs(folder, exist_ok=True)

    def call(*arguments):
        result = run([openssl, *arguments], cwd=folder)
        if result.status:
            raise RuntimeError(f"openssl {arguments[0]}: {result}")

    names = ",".join([f"DNS:{name}.test" for name in NAMES] + ["DNS:localhost", "IP:127.0.0.1", "IP:127.0.0.2"])
    with open(os.path.join(folder, "extensions"), "w", encoding="ascii") as file:
        file.write(f"subjectAltName={names}\nextendedKeyUsage=serverAuth,clientAuth\nbasicConstraints=CA:FALSE\n")
    call("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "300", "-subj",
         "/CN=Interoperation CA", "-addext", "keyUsage=keyCertSign,cRLSign", "-keyout", "ca.key", "-out", "ca.pem")
    call("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
         "/CN=fingerpost.test", "-keyout", "key.pem", "-out", "request.pem")
    call("x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "300",
         "-extfile", "extensions", "-out", "certificate.pem")
