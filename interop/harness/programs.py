"""Programs of the machine."""
import functools
import os
import shutil
import subprocess

from .checking import Skipped

LIMIT = 60  # seconds that a program may take


class Result:
    def __init__(self, status, output):
        self.status, self.output = status, output

    def __str__(self):
        return f"exit status {self.status}: {self.output[-2000:]}"


def path_of(name):
    """Where a program is, also among those of the administrator; skips the check if it is nowhere."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/sbin")
    if not path:
        raise Skipped(f"{name} is not installed")
    return path


def run(argv, stdin=b"", limit=LIMIT, env=None, cwd=None):
    """Runs a program to its end. Its output, standard error included, is text of octets."""
    process = subprocess.run(argv, input=stdin, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=limit, check=False,
                             env={**os.environ, "LC_ALL": "C.UTF-8", **(env or {})}, cwd=cwd)
    return Result(process.returncode, process.stdout.decode("iso-8859-1"))


@functools.lru_cache(maxsize=None)
def swaks_features():
    """What this swaks can do, of what depends on other packages."""
    return run([path_of("swaks"), "--support"]).output


def swaks(*arguments, status=0, needs=None, limit=LIMIT):
    """Runs swaks; gives the dialogue. Fails unless it ends with that status (None: with any but 0)."""
    path = path_of("swaks")
    if needs and f"{needs} supported" not in swaks_features():
        raise Skipped(f"this swaks has no {needs}")
    result = run([path, "--timeout", "30", *arguments], limit=limit)
    if result.status != status if status is not None else result.status == 0:
        raise AssertionError(f"swaks {' '.join(arguments)}: {result}")
    return result.output
