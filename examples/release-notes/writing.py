"""Turns commits into notes. All text of the repository is foreign: none of it may act as markup or as a terminal's command."""

import re
import unicodedata
from collections import Counter, namedtuple

LONGEST_SUBJECT = 160
MOST_AUTHORS = 50

BREAKING, FEATURES, FIXES, PERFORMANCE, DOCUMENTATION, OTHER = GROUPS = (
    "Breaking changes",
    "Features",
    "Fixes",
    "Performance",
    "Documentation",
    "Other changes",
)

TYPES = {
    "feat": FEATURES, "feature": FEATURES,
    "fix": FIXES, "bugfix": FIXES, "hotfix": FIXES, "security": FIXES,
    "perf": PERFORMANCE,
    "doc": DOCUMENTATION, "docs": DOCUMENTATION,
    "build": OTHER, "chore": OTHER, "ci": OTHER, "deps": OTHER, "refactor": OTHER, "release": OTHER,
    "revert": OTHER, "style": OTHER, "test": OTHER, "tests": OTHER, "wip": OTHER,
}  # fmt: skip

CONVENTIONAL = re.compile(r"(?P<type>[A-Za-z]+)(?:\((?P<scope>[^()]{1,60})\))?(?P<bang>!)?:\s*(?P<rest>\S.*)")
PREFIXED = re.compile(r"(?P<scope>[\w./-]{1,40})(?P<bang>!)?:\s+(?P<rest>\S.*)")
BREAKS = re.compile(r"^BREAKING[ -]CHANGE:\s*(\S.*(?:\n\S.*)*)", re.MULTILINE)

PLAIN_SUBJECTS = (
    (OTHER, re.compile(r"(revert|merge|bump|release|prepare)\b|.*\b(tests?|ci|build)$", re.IGNORECASE)),
    (DOCUMENTATION, re.compile(r"(document|describe|explain)\b|.*\b(docs?|documentation|readme|changelog|javadoc|typos?)\b", re.IGNORECASE)),
    (PERFORMANCE, re.compile(r"(speed up|optimi[sz]e|accelerate)\b|.*\b(faster|performance|less memory)\b", re.IGNORECASE)),
    (FIXES, re.compile(r"(fix(e[sd]|ing)?|correct|repair|resolve|prevent|avoid|handle|mend|do not|don't|stop)\b", re.IGNORECASE)),
    (FEATURES, re.compile(r"(add|adds|added|introduce|support|implement|allow|enable|offer|provide|let)\b", re.IGNORECASE)),
)

Entry = namedtuple("Entry", "group scope text breaks id author")


def plain(text, longest):
    """Returns the text on one line, without control, formatting and direction characters, cut to a length."""
    kept = "".join(
        " " if character.isspace() else character
        for character in text[: 20 * longest]
        if character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )
    line = " ".join(kept.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def escaped(text):
    """Returns one line of text such that Markdown shows it as it is; spans of code stay what they are."""
    pieces = re.split(r"(`[^`]+`)", text) if text.count("`") % 2 == 0 else [text]
    line = "".join(piece if number % 2 else escaped_piece(piece) for number, piece in enumerate(pieces))
    return re.sub(r"^(\d{1,9})([.)])", r"\1\\\2", re.sub(r"^([#>+=-])", r"\\\1", line))


def escaped_piece(text):
    text = re.sub(r"([\\`*\[\]<|])", r"\\\1", text)
    text = re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", text)
    text = re.sub(r"~(?=~)|(?<=~)~", r"\\~", text)
    return re.sub(r"&(?=#?\w+;)", r"\\&", text)


def group_of_plain(subject):
    for group, pattern in PLAIN_SUBJECTS:
        if pattern.match(subject):
            return group
    return OTHER


def entry_of(commit):
    """Reads a commit as `type(scope)!: text`, as `area: text`, or as a sentence whose first word tells."""
    subject = plain(commit.subject, LONGEST_SUBJECT) or "(no subject)"
    group, scope, text, bang = None, None, subject, False
    conventional = CONVENTIONAL.fullmatch(subject)
    if conventional and conventional["type"].lower() in TYPES:
        group, scope, text, bang = TYPES[conventional["type"].lower()], conventional["scope"], conventional["rest"], conventional["bang"]
    else:
        prefixed = PREFIXED.fullmatch(subject)
        if prefixed:
            scope, text, bang = prefixed["scope"], prefixed["rest"], prefixed["bang"]
        group = group_of_plain(text)
    footer = BREAKS.search(commit.body)
    breaks = plain(footer.group(1), 400) if footer else None
    if bang or breaks:
        group = BREAKING
    return Entry(group, scope, text, breaks, commit.id[:8], plain(commit.author, 60) or "unknown")


def counted(number, noun):
    return "{:,} {}".format(number, noun if number == 1 else noun + "s")


class Document:
    """Notes about the commits of a span, newest first."""

    def __init__(self, title, span, commits):
        self.title = plain(title, 120) or "Release notes"
        self.span = span
        self.first_day = self.last_day = None
        self.merges = 0
        self.entries = []
        for commit in commits:
            self.add(commit)

    def add(self, commit):
        self.first_day = min(commit.day, self.first_day or commit.day)
        self.last_day = max(commit.day, self.last_day or commit.day)
        if commit.merge:
            self.merges += 1
        else:
            self.entries.append(entry_of(commit))

    def markdown(self, limit=None, file=None):
        """Returns the notes. Where they would exceed a limit of characters, whole lines go, and the file is referred to."""
        lines = []
        left, omitted = limit, 0
        for line, is_entry in self.lines():
            if left is not None and is_entry and (omitted or len(line) >= left):
                omitted += 1
                continue
            lines.append(line)
            if left is not None:
                left -= len(line) + 1
        if omitted:
            lines.append("")
            lines.append("{} left out here; the file {} has them.".format(counted(omitted, "line"), file))
        return "\n".join(lines) + "\n"

    def lines(self):
        """Yields each line, and whether it is an entry, which may be left out."""
        yield "# " + escaped(self.title), False
        yield "", False
        yield self.overview(), False
        for remark in self.span.remarks:
            yield "", False
            yield "> " + escaped(remark), False
        for group in GROUPS:
            entries = [entry for entry in self.entries if entry.group == group]
            if entries:
                yield "", False
                yield "## {} ({:,})".format(group, len(entries)), False
                yield "", False
                yield from ((self.line(entry), True) for entry in entries)
        if self.entries:
            yield "", False
            yield "## Authors", False
            yield "", False
            yield from ((line, False) for line in self.authors())

    def overview(self):
        span = self.span
        start = "the beginning" if span.start is None and not span.arguments[0].startswith("--since=") else code(span.since)
        end = "{} ({})".format(code(span.until), span.end[:8])
        begin = "{} ({})".format(start, span.start[:8]) if span.start else start
        if self.first_day is None:
            return "Nothing changed from {} to {}.".format(begin, end)
        people = len({entry.author for entry in self.entries})
        parts = ["From {} to {}".format(begin, end)]
        parts.append(self.first_day if self.first_day == self.last_day else "{} to {}".format(self.first_day, self.last_day))
        parts.append("{} by {}".format(counted(len(self.entries), "commit"), "1 person" if people == 1 else "{:,} people".format(people)))
        if self.merges:
            parts.append(counted(self.merges, "merge") + " not listed")
        return "; ".join(parts) + "."

    @staticmethod
    def line(entry):
        scope = "**{}**: ".format(escaped(entry.scope)) if entry.scope else ""
        line = "- {}{} ({}, {})".format(scope, escaped(entry.text), entry.id, escaped(entry.author))
        return line + (" — " + escaped(entry.breaks) if entry.breaks else "")

    def authors(self):
        counts = Counter(entry.author for entry in self.entries)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold()))
        for author, count in ranked[:MOST_AUTHORS]:
            yield "- {}: {}".format(escaped(author), counted(count, "commit"))
        if len(ranked) > MOST_AUTHORS:
            yield "- and {:,} more".format(len(ranked) - MOST_AUTHORS)


def code(text):
    """Returns the text as a span of code."""
    return "`{}`".format(plain(text, 100).replace("`", "'"))
