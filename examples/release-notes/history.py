"""Reads a git repository that is not trusted: neither its contents nor its configuration."""

import difflib
import os
import re
import subprocess
from collections import namedtuple

from writing import plain

MOST = 5_000
"""Commits in one set of notes."""
LONGEST_FIELD = 16_384
"""Bytes kept of a message. The rest of a longer one says nothing that notes would show."""

DATE = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2})?)?|yesterday"
    r"|(last|\d{1,4}|an?|one|two|three) (hour|day|week|month|year)s?( ago)?",
    re.IGNORECASE,
)
BACK = re.compile(r"(?P<base>.+?)(?:~\d*|\^)+")
FIELDS = ("%H", "%P", "%aN", "%cs", "%s", "%b")

Commit = namedtuple("Commit", "id merge author day subject body")
Span = namedtuple("Span", "since until start end arguments remarks")
"""What to read: as asked for, as commits (start is None for the beginning of the history), as arguments for git."""


class Refusal(Exception):
    """A sentence for the person who asked."""


def environment():
    """No configuration but ours: nothing of the user's or the system's, and what a repository could start is off."""
    settings = {
        "safe.directory": "*",  # the files belong to another user than the one who runs this
        "core.fsmonitor": "false",
        "core.hooksPath": "/dev/null",
        "core.pager": "cat",
        "log.showSignature": "false",
        "protocol.allow": "never",  # a partial clone would fetch what it lacks
        "i18n.logOutputEncoding": "UTF-8",
        # Mapped packs count where the limit is one of address space.
        "core.packedGitWindowSize": "16m",
        "core.packedGitLimit": "64m",
    }
    variables = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": "/nonexistent",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_PAGER": "cat",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_COUNT": str(len(settings)),
    }
    for number, (key, value) in enumerate(settings.items()):
        variables["GIT_CONFIG_KEY_{}".format(number)] = key
        variables["GIT_CONFIG_VALUE_{}".format(number)] = value
    return variables


class Repository:
    """One repository, found at exactly the folder that is named: a parent may be none of the caller's business."""

    def __init__(self, folder):
        self.name = folder
        self.folder = os.path.realpath(folder)
        self.environment = dict(environment(), GIT_CEILING_DIRECTORIES=os.path.dirname(self.folder))
        if not os.path.isdir(self.folder):
            raise Refusal("There is no folder {}.".format(plain(folder, 200)))
        if self.ask("rev-parse", "--git-dir") is None:
            raise Refusal(self.why_not_a_repository())
        if self.ask("rev-list", "--max-count=1", "--all") == "" and self.commit("HEAD") is None:
            raise Refusal("The repository {} has no commits yet.".format(plain(folder, 200)))

    def why_not_a_repository(self):
        reason = "{} is not a git repository".format(plain(self.name, 200))
        if os.path.isfile(os.path.join(self.folder, ".git")):
            return reason + " that can be read here: its .git is a file, which points to a folder elsewhere. Name that repository itself."
        return reason + ", or not one that may be read here."

    def start(self, *arguments, errors=subprocess.DEVNULL):
        try:
            return subprocess.Popen(
                ("git", "--no-pager") + arguments,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        except FileNotFoundError:
            raise Refusal("The drone has no git. Install it there, for example with apt-get install git.") from None
        except PermissionError:
            raise Refusal("The folder {} may not be read here.".format(plain(self.name, 200))) from None

    def ask(self, *arguments):
        """Returns what git prints, or None where it fails."""
        process = self.start(*arguments)
        out, _ = process.communicate()
        return out.decode("utf-8", "replace").strip() if process.returncode == 0 else None

    def commit(self, revision):
        """Returns the id of a revision's commit, or None. Git never sees the revision as an option."""
        if revision.startswith("-") or not revision.isprintable():
            return None
        return self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}") or None

    def span(self, since, until):
        end = self.commit(until)
        if end is None:
            raise Refusal(self.unknown("until", until))
        shallow = self.ask("rev-parse", "--is-shallow-repository") == "true"
        remarks = []
        if shallow:
            remarks.append("This clone is shallow: commits before its depth are missing from these notes.")
        start = self.commit(since)
        if start is not None:
            return Span(since, until, start, end, (start + ".." + end,), remarks)
        if DATE.fullmatch(since.strip()):
            return Span(since, until, None, end, ("--since=" + midnight(since.strip()), end), remarks)
        back = BACK.fullmatch(since)
        if back is None or self.commit(back.group("base")) is None:
            raise Refusal(self.unknown("since", since))
        remarks.append(
            "{} lies before the first commit{}, so these notes cover the whole history.".format(
                plain(since, 200), " of this clone" if shallow else ""
            )
        )
        return Span(since, until, None, end, (end,), remarks)

    def unknown(self, option, revision):
        names = (self.ask("for-each-ref", "--count=2000", "--format=%(refname:short)") or "").splitlines()
        near = difflib.get_close_matches(revision[:200], names, n=3, cutoff=0.6)
        sentence = "There is no revision {} (option {}) in {}.".format(plain(revision, 100), option, plain(self.name, 200))
        return sentence + (" Near it: {}.".format(", ".join(plain(name, 100) for name in near)) if near else "")

    def commits(self, span, tell):
        """Yields the commits of a span, newest first. `tell` hears of each thousand; the span gets a remark if there are more."""
        process = self.start(
            "log", "-z", "--no-show-signature", "--no-color", "--no-notes", "--no-patch",
            "--max-count={}".format(MOST + 1), "--format=" + "%x00".join(FIELDS), *span.arguments, errors=None
        )  # fmt: skip
        count = 0
        with process.stdout as stream:
            for fields in grouped(nul_separated(stream), len(FIELDS)):
                if count == MOST:
                    span.remarks.append("There are more than {:,} commits; these are the newest {:,}.".format(MOST, MOST))
                    break
                yield commit_of(fields)
                count += 1
                if count % 1000 == 0:
                    tell(count)
            for _ in iter(lambda: stream.read(65_536), b""):
                pass
        if process.wait() != 0:
            raise Refusal("Git could not read the history of {}; objects are missing or damaged.".format(plain(self.name, 200)))


def midnight(date):
    """Git takes a day without a time to be at this time of that day."""
    return date + " 00:00" if re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", date) else date


def commit_of(fields):
    identity, parents, author, day, subject, body = fields
    return Commit(identity, " " in parents, author, day, subject, body)


def grouped(items, size):
    """Yields tuples of so many items; a rest that does not fill one is dropped."""
    items = iter(items)
    return zip(*[items] * size)


def nul_separated(stream):
    """Yields the texts that end with NUL in a stream of bytes, each cut to LONGEST_FIELD."""
    kept = bytearray()
    while True:
        block = stream.read(65_536)
        if not block:
            return
        *ended, rest = block.split(b"\0")
        for piece in ended:
            kept += piece[: max(0, LONGEST_FIELD - len(kept))]
            yield kept.decode("utf-8", "replace")
            kept.clear()
        kept += rest[: max(0, LONGEST_FIELD - len(kept))]
