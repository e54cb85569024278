"""Writes release notes from the history of a git repository.

Options come as one JSON object on standard input, the reply leaves as one on standard output; standard error is the
job's log, where a line "@progress 40 ..." moves the progress. The notes also become the job's file release-notes.md.
"""

import json
import os
import sys

sys.dont_write_bytecode = True  # the folder is the function; it stays as it was delivered

import history  # noqa: E402
import writing  # noqa: E402

FILE = "release-notes.md"
REPLY_LIMIT = 40_000
"""Characters of the reply. What is longer is for the file; a chat is no place for it."""

LONGEST_OPTION = 4_096


class BadOptions(history.Refusal):
    """The options are not what function.yaml promises."""


def log(line):
    """Adds a line to the job's log; a name from the repository may not forge a second one."""
    print(writing.plain(line, 500), file=sys.stderr, flush=True)


def progress(percent, doing):
    log("@progress {} {}".format(percent, doing))


def read_options(stream):
    try:
        given = json.loads(stream.read())
    except (ValueError, RecursionError):
        raise BadOptions("The options are not JSON.") from None
    if not isinstance(given, dict):
        raise BadOptions("The options are not a JSON object.")
    options = {
        "repo": given.get("repo"),
        "since": given.get("since") or "HEAD~20",
        "until": given.get("until") or "HEAD",
        "title": given.get("title") or "Release notes",
    }
    for name, value in options.items():
        if not isinstance(value, str) or not value or "\0" in value or not encodable(value):
            raise BadOptions("The option {} has to be a text.".format(name))
        if len(value) > LONGEST_OPTION:
            raise BadOptions("The option {} is longer than {:,} characters.".format(name, LONGEST_OPTION))
    return options


def encodable(text):
    """JSON can hold halves of characters; no path and no revision can."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def notes(options):
    """Returns the notes in full, and as short as a reply has to be."""
    progress(5, "Looking at the repository")
    repository = history.Repository(options["repo"])
    span = repository.span(options["since"], options["until"])
    progress(15, "Reading the history")
    commits = repository.commits(span, lambda count: progress(15 + 65 * count // history.MOST, "Read {:,} commits".format(count)))
    document = writing.Document(options["title"], span, commits)
    progress(85, "Writing the notes")
    return document.markdown(), document.markdown(REPLY_LIMIT, FILE)


def save(markdown):
    """Leaves the notes as the job's file, whole or not at all."""
    folder = os.environ.get("MYCELIUM_OUT")
    if not folder:
        return
    unfinished = os.path.join(folder, "." + FILE)
    with open(unfinished, "w", encoding="utf-8", newline="\n") as out:
        out.write(markdown)
    os.replace(unfinished, os.path.join(folder, FILE))


def main():
    try:
        whole, short = notes(read_options(sys.stdin.buffer))
        save(whole)
    except history.Refusal as refusal:
        log("refused: {}".format(refusal))
        print(json.dumps({"error": str(refusal)}))
        return 1
    progress(100, "Done")
    print(json.dumps({"markdown": short}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
