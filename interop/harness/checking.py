"""Checks: what they are, and how they are run and told."""
import fnmatch
import subprocess
import time
import traceback


class Skipped(Exception):
    """The check cannot be made here; says why."""


class Check:
    def __init__(self, group, name, quick, function):
        self.group, self.name, self.quick, self.function = group, name, quick, function

    def __str__(self):
        return f"{self.group}: {self.name}"


REGISTERED = []


def check(group, name, quick=False):
    """Registers a function of the world as a check; `quick` if an ordinary build makes it, too."""
    def register(function):
        REGISTERED.append(Check(group, name, quick, function))
        return function
    return register


def expect(condition, text):
    """An assertion with a reason that is worth reading."""
    if not condition:
        raise AssertionError(text)


def tell(result, check_, note=""):
    print(f"{result:8}{check_}{' (' + note + ')' if note else ''}", flush=True)


def run_all(world, quick, patterns):
    """Runs the checks whose "group: name" matches one of the patterns; how many passed, failed and were skipped."""
    counts = {"ok": 0, "FAIL": 0, "skipped": 0}
    for one in REGISTERED:
        if quick and not one.quick or patterns and not any(fnmatch.fnmatch(str(one), p) for p in patterns):
            continue
        result, note = attempt(one, world)
        counts[result] += 1
        tell(result, one, note)
    return counts


def attempt(one, world):
    began = time.monotonic()
    try:
        note = one.function(world) or ""
    except Skipped as e:
        return "skipped", str(e)
    except AssertionError as e:
        return "FAIL", str(e).strip() or "an assertion failed"
    except subprocess.TimeoutExpired as e:
        return "FAIL", f"no end within {e.timeout:.0f} s: {e.cmd[0]}"
    except Exception as e:  # pylint: disable=broad-except
        place = traceback.extract_tb(e.__traceback__)[-1]
        return "FAIL", f"{type(e).__name__}: {e} ({place.filename.rsplit('/', 1)[-1]}:{place.lineno})"
    seconds = time.monotonic() - began
    return "ok", note or (f"{seconds:.0f} s" if seconds > 10 else "")
