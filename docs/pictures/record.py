#!/usr/bin/env python3
"""Records the main job as a picture of two terminals: main-job-light.svg and main-job-dark.svg.

    python3 docs/pictures/record.py

It clones this checkout into a temporary folder, starts a gateway there with `./mycelium up`, asks for a job in one
pseudo-terminal, grants it in another, and draws what the programs wrote. Two things are replaced: the temporary
folder is written as `~`, and the key of the approver is cut short. Needs what `./mycelium up` needs, and git.
"""

import errno
import fcntl
import html
import json
import os
import pty
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
COLUMNS, ROWS = 80, 60
PATIENCE = 60
JOB = "./mycelium release-notes --repo . --since HEAD~20 --output n.md | head -n 5"
ESCAPE = re.compile(r"\x1b\[([0-9;]*)([A-Za-z])|\r|\n|.", re.S)


class Terminal:
    """A program on a pseudo-terminal, and what it shows there: rows of (character, style)."""

    def __init__(self, line, folder, environment):
        self.rows, self.row, self.column, self.style = [[]], 0, 0, ""
        self.code = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execvpe("sh", ["sh", "-c", "exec " + line], environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.pending = b""

    def text(self):
        return "\n".join("".join(c for c, _ in row) for row in self.rows)

    def until(self, awaited):
        """Reads until a text shows, or to the end when there is none to wait for."""
        deadline = time.monotonic() + PATIENCE
        while self.code is None and not (awaited and awaited in self.text()):
            if time.monotonic() > deadline:
                raise SystemExit("waited in vain for %r; there is:\n%s" % (awaited, self.text()))
            if select.select([self.fd], [], [], 1)[0]:
                self.read()
        return self

    def read(self):
        try:
            data = os.read(self.fd, 65536)
        except OSError as e:
            if e.errno != errno.EIO:
                raise
            data = b""
        if not data:
            self.code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            return
        self.pending += data
        whole = self.pending.decode("utf-8", "ignore")
        cut = whole.rfind("\x1b")
        if cut >= 0 and not ESCAPE.match(whole, cut).group(2):
            self.pending = whole[cut:].encode()
            whole = whole[:cut]
        else:
            self.pending = b""
        for found in ESCAPE.finditer(whole):
            self.put(found)

    def put(self, found):
        numbers, command = found.group(1), found.group(2)
        if command == "m":
            self.style = "" if numbers in ("", "0") else (self.style + " s" + numbers).strip()
        elif command == "K":
            del self.rows[self.row][self.column:]
        elif command:
            raise SystemExit("the recorder does not know the escape sequence %r" % found.group())
        elif found.group() == "\r":
            self.column = 0
        elif found.group() == "\n":
            self.down()
        else:
            if self.column == COLUMNS:
                self.down()
                self.column = 0
            line = self.rows[self.row]
            line.extend([(" ", "")] * (self.column - len(line)))
            line[self.column:self.column + 1] = [(found.group(), self.style)]
            self.column += 1

    def down(self):
        self.row += 1
        if self.row == len(self.rows):
            self.rows.append([])

    def stop(self):
        if self.code is None:
            os.kill(self.pid, signal.SIGINT)
            self.until(None)


def typed(line):
    return [[("$", "prompt"), (" ", "")] + [(c, "typed") for c in line]]


def shown(terminal, replacements):
    """The rows without the empty ones at the end, with texts replaced."""
    rows = [list(row) for row in terminal.rows]
    for row in rows:
        for old, new in replacements:
            text = "".join(c for c, _ in row)
            at = text.find(old)
            if at >= 0:
                row[at:at + len(old)] = [(c, row[at][1]) for c in new]
    while rows and not "".join(c for c, _ in rows[-1]).strip():
        rows.pop()
    return rows


def record():
    folder = Path(tempfile.mkdtemp(prefix="mycelium-recording-")).resolve()
    clone, data = folder / "mycelium", folder / "data"
    environment = dict(
        os.environ, TERM="xterm-256color", TZ="UTC", COLUMNS=str(COLUMNS), MYCELIUM_DATA=str(data))
    for name in ("MYCELIUM_KEY", "MYCELIUM_URL", "NO_COLOR"):
        environment.pop(name, None)
    subprocess.run(["git", "clone", "-q", str(CHECKOUT), str(clone)], check=True)
    # The program that runs is the one of this checkout, so that nothing has to be built again.
    (clone / "mycelium").unlink()
    (clone / "mycelium").symlink_to(CHECKOUT / "mycelium")
    data.mkdir(mode=0o700)
    (data / "config.yaml").write_text("workspace: {administrator: maya}\nhttp: {port: 0}\n")
    gateway = Terminal("./mycelium up", clone, environment)
    try:
        gateway.until("Data and the operator")
        answer = subprocess.run(
            ["./mycelium", "invite", "ada", "--key", "--json"],
            cwd=clone, env=environment, check=True, capture_output=True).stdout
        fields = json.loads(answer)["reply"]["reply"]["fields"]
        key = next(f["value"] for f in fields if f["key"] == "key")
        asking = Terminal(JOB, clone, environment).until("Waiting for the decision")
        granting = Terminal(
            "./mycelium approval grant 1", clone, dict(environment, MYCELIUM_KEY=key)).until(None)
        asking.until(None)
        if asking.code or granting.code:
            raise SystemExit(asking.text() + "\n" + granting.text())
        replacements = [(str(folder), "~")]
        first = typed(JOB) + shown(asking, replacements)
        second = typed("export MYCELIUM_KEY=" + key[:9] + "...")
        second += typed("./mycelium approval grant 1") + shown(granting, replacements)
        return first, second
    finally:
        gateway.stop()
        shutil.rmtree(folder)


# --- drawing

SIZE, WIDE, HIGH, EDGE, BAR, GAP = 15, 9.1, 20, 20, 34, 14
FONTS = "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace"
LIGHT = dict(window="#ffffff", bar="#eef1f4", line="#d0d7de", text="#1f2328", s1="#000000", s2="#59636e",
             s31="#b31d28", s32="#116329", s33="#7d4e00", s36="#0a5a83", prompt="#59636e", typed="#0550ae")
DARK = dict(window="#0d1117", bar="#161b22", line="#30363d", text="#e6edf3", s1="#ffffff", s2="#9198a1",
            s31="#ff7b72", s32="#56d364", s33="#e3b341", s36="#76e3ea", prompt="#9198a1", typed="#79c0ff")


def runs(row):
    """Neighbours of one style as (column, style, text); not every viewer keeps several blanks in a row."""
    out = []
    for column, (character, style) in enumerate(row):
        if out and out[-1][1] == style:
            out[-1][2] += character
        else:
            out.append([column, style, character])
    return [(column + found.start(), style, found.group())
            for column, style, text in out for found in re.finditer(r"\S+(?: \S+)*", text)]


def window(title, rows, top, parts):
    height = BAR + EDGE + len(rows) * HIGH
    width = 2 * EDGE + COLUMNS * WIDE
    parts.append('<rect class="window" x="1" y="%d" width="%d" height="%d" rx="8"/>' % (top, width, height))
    parts.append('<path class="bar" d="M1 %d h%d v-%d a8 8 0 0 0 -8 -8 h-%d a8 8 0 0 0 -8 8 z"/>'
                 % (top + BAR, width, BAR - 8, width - 16))
    parts.append('<text class="title" x="%d" y="%d">%s</text>' % (EDGE, top + 22, html.escape(title)))
    for number, row in enumerate(rows):
        y = top + BAR + HIGH * (number + 1)
        for column, style, text in runs(row):
            parts.append('<text class="%s" x="%.1f" y="%d" textLength="%.1f">%s</text>' % (
                style or "text", EDGE + column * WIDE, y, len(text) * WIDE, html.escape(text)))
    return top + height


def draw(first, second, colours):
    parts = []
    end = window("maya asks, and waits for somebody else", first, 1, parts)
    end = window("ada grants, in a terminal of her own, while maya waits", second, end + GAP, parts)
    styles = "".join(".%s{fill:%s}" % (name, colours[name])
                     for name in ("text", "s1", "s2", "s31", "s32", "s33", "s36", "prompt", "typed"))
    styles += ".window{fill:%s;stroke:%s}.bar{fill:%s}.title{fill:%s;font:600 14px system-ui,sans-serif}" % (
        colours["window"], colours["line"], colours["bar"], colours["s2"])
    styles += "text{font:%dpx %s;white-space:pre}.s1,.typed{font-weight:600}" % (SIZE, FONTS)
    return ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">'
            '<title>Two terminals: a job is asked for, granted by somebody else, and done</title><style>%s</style>\n%s\n</svg>\n') % (
        2 * EDGE + COLUMNS * WIDE + 2, end + 1, 2 * EDGE + COLUMNS * WIDE + 2, end + 1, styles, "\n".join(parts))


if __name__ == "__main__":
    first, second = record()
    for name, colours in (("light", LIGHT), ("dark", DARK)):
        file = HERE / ("main-job-%s.svg" % name)
        file.write_text(draw(first, second, colours), encoding="utf-8")
        print(file)
