"""How scanners grade our TLS."""
import json
import os
import re

from harness.checking import check, expect
from harness.programs import path_of, run
from harness.router import ADDRESS


def graded(output):
    plain = re.sub(r"\x1b\[[0-9;]*m", "", output)
    for old in ("SSLv2", "SSLv3", "TLSv1.0", "TLSv1.1"):
        expect(re.search(rf"(?m)^{re.escape(old)}\s+disabled", plain), plain[:3000])
    for new in ("TLSv1.2", "TLSv1.3"):
        expect(re.search(rf"(?m)^{re.escape(new)}\s+enabled", plain), plain[:3000])
    weak = re.findall(r"(?m)^(?:Preferred|Accepted)\s+\S+\s+\d+ bits\s+(\S*(?:RC4|DES|NULL|EXP|anon|MD5|CBC)\S*)", plain)
    expect(not weak, f"weak suites: {weak}")
    expect("vulnerable to heartbleed" not in plain.replace("not vulnerable", ""), "heartbleed")


@check("sslscan", "STARTTLS: TLS 1.2 and 1.3 only, no weak suites")
def sslscan(world):
    graded(run([path_of("sslscan"), "--starttls-smtp", "--no-colour", f"{ADDRESS}:{world.router.port}"], limit=180).output)


@check("sslscan", "TLS from the first octet: the same")
def sslscan_implicit(world):
    graded(run([path_of("sslscan"), "--no-colour", f"{ADDRESS}:{world.router.submissions}"], limit=180).output)


@check("testssl.sh", "STARTTLS: nothing of medium severity or worse")
def testssl(world):
    program = path_of("testssl")
    path = os.path.join(world.folder, "testssl.json")
    run([program, "--quiet", "--color", "0", "--warnings", "batch", "--nodns", "none", "--add-ca", f"{world.certificates}/ca.pem",
         "--severity", "LOW", "--jsonfile", path, "--starttls", "smtp", f"{ADDRESS}:{world.router.port}"], limit=400)
    with open(path, encoding="utf-8") as file:
        findings = json.load(file)
    expect(findings is not None, "no findings at all")
    # What is about names and revocation in the public web is not about a test's own authority.
    private = re.compile("cert_(chain_of_trust|crlDistributionPoints|ocspURL|trust|revocation)|cert_.*revocation|DNS_CAArecord|"
                         "OCSP_stapling|cert_validityPeriod|cert_extlifeSpan|engine_problem|scanTime|issuer|chain_of_trust")
    worse = [f"{f['id']}: {f['finding']}" for f in findings
             if f["severity"] in ("MEDIUM", "HIGH", "CRITICAL", "FATAL") and not private.search(f["id"])]
    expect(not worse, "; ".join(worse))
    return f"{len(findings)} remarks"
