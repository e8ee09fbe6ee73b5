"""Messages and where they end up."""
import glob
import itertools
import os
import re
import time

_numbers = itertools.count(1)


def mark(subject="interop"):
    """A word that no other message has."""
    return f"{subject}-{os.getpid()}-{next(_numbers)}"


def mbox(path):
    """The messages of an mbox file, as octets, without their From_ lines."""
    try:
        with open(path, "rb") as file:
            text = file.read()
    except FileNotFoundError:
        return []
    return re.split(rb"(?:\A|(?<=\n))From [^\n]*\n", text)[1:]


def maildir(path):
    messages = []
    for name in glob.glob(os.path.join(path, "new", "*")) + glob.glob(os.path.join(path, "cur", "*")):
        with open(name, "rb") as file:
            messages.append(file.read())
    return messages


def await_one(read, word, seconds=60):
    """Waits for the message that holds the word; `read` gives those that there are. LF only, without mbox quoting."""
    end = time.monotonic() + seconds
    before = None
    while True:
        message = next((message for message in read() if word.encode() in message), None)
        if message is not None and message == before:  # else it may still be being written
            return re.sub(rb"(?m)^>(>*From )", rb"\1", message.replace(b"\r\n", b"\n"))
        if time.monotonic() > end:
            raise AssertionError(f"no message with {word} within {seconds} s")
        before = message
        time.sleep(0.1)


def await_true(condition, what, seconds):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"{what}: not within {seconds} s")
        time.sleep(0.5)


def body_of(message):
    return message.split(b"\n\n", 1)[1]


def header_of(message):
    """Unfolded."""
    return re.sub(rb"\n[ \t]+", b" ", message.split(b"\n\n", 1)[0]).decode("iso-8859-1")
