"""Runs notes.py as a drone does: options in, reply, log and file out. Needs git; uses bubblewrap where it is there."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True

HERE = os.path.dirname(os.path.abspath(__file__))
MUST_RUN = os.environ.get("MYCELIUM_MUST_RUN") == "true"
PYTHON = "/usr/bin/python3"
SANDBOX = (
    "prlimit --nofile=256 --core=0 bwrap --unshare-all --die-with-parent --new-session"
    " --ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64"
    " --proc /proc --dev /dev --tmpfs /tmp --clearenv --setenv PATH /usr/bin --cap-drop ALL"
).split()


class Outcome:
    def __init__(self, process, out):
        self.code = process.returncode
        self.log = process.stderr.decode("utf-8")
        self.reply = json.loads(process.stdout)
        self.markdown = self.reply.get("markdown", "")
        self.error = self.reply.get("error", "")
        path = os.path.join(out, "release-notes.md")
        self.file = None
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                self.file = file.read()

    def section(self, heading):
        found = re.search(r"^## {}.*?\n\n(.*?)(?=\n\n|\Z)".format(re.escape(heading)), self.markdown, re.MULTILINE | re.DOTALL)
        return found.group(1).splitlines() if found else []


class NotesTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        os.chmod(folder.name, 0o755)
        self.temp = folder.name
        self.repo = os.path.join(self.temp, "a repo")
        self.out = os.path.join(self.temp, "out")
        os.mkdir(self.out)
        os.mkdir(self.repo)
        self.day = 0
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments, text=None):
        identity = "2026-03-{:02d}T12:00:00Z".format(max(1, self.day))
        environment = {
            "PATH": os.environ["PATH"], "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": identity, "GIT_COMMITTER_DATE": identity,
            "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org",
            "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.org",
        }  # fmt: skip
        done = subprocess.run(
            ("git", "-c", "core.commentChar=;") + arguments, cwd=self.repo, env=environment, input=text, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        return done.stdout.decode().strip()

    def commit(self, message, author="Ada"):
        self.day += 1
        if isinstance(message, str):
            message = message.encode("utf-8")
        self.git("commit", "-q", "--allow-empty", "--cleanup=verbatim", "-F", "-", "--author", author + " <x@example.org>", text=message)

    def run_with(self, text, wrapper=(), python=sys.executable, script=HERE):
        environment = dict(os.environ, MYCELIUM_OUT=self.out, MYCELIUM_JOB_ID="job-1")
        command = list(wrapper) + [python, os.path.join(script, "notes.py")]
        process = subprocess.run(command, input=text, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=110)
        return Outcome(process, self.out)

    def notes(self, **options):
        options.setdefault("repo", self.repo)
        return self.run_with(json.dumps(options).encode())

    def assert_refused(self, outcome, *parts):
        self.assertNotEqual(outcome.code, 0)
        self.assertEqual(list(outcome.reply), ["error"])
        self.assertIsNone(outcome.file)
        for part in parts:
            self.assertIn(part, outcome.error)

    # what the notes say

    def test_commits_are_grouped_breaking_ones_first(self):
        for message in (
            "Lay the foundation",
            "feat(cart): take coupons",
            "Add a basket",
            "fix: round prices half up",
            "Stop losing orders",
            "perf: cache the catalogue",
            "docs: say how to pay",
            "Fix a typo in the README",
            "chore: tidy",
            "api: Add a page size",
            "feat!: drop the old endpoint",
            "Rename the tables\n\nBREAKING CHANGE: run the migration\nbefore the start.",
        ):
            self.commit(message)

        outcome = self.notes(since="HEAD~11")

        self.assertEqual(outcome.code, 0)
        headings = re.findall(r"^## (.*)$", outcome.markdown, re.MULTILINE)
        self.assertEqual(
            headings,
            ["Breaking changes (2)", "Features (3)", "Fixes (2)", "Performance (1)", "Documentation (2)", "Other changes (1)", "Authors"],
        )
        breaking = outcome.section("Breaking changes")
        self.assertRegex(breaking[0], r"^- Rename the tables \([0-9a-f]{8}, Ada\) — run the migration before the start\.$")
        self.assertTrue(any(line.startswith("- **cart**: take coupons (") for line in outcome.section("Features")))
        self.assertTrue(any(line.startswith("- **api**: Add a page size (") for line in outcome.section("Features")))
        self.assertNotIn("foundation", outcome.markdown)

    def test_authors_are_counted_and_the_range_is_named(self):
        self.commit("One")
        self.git("tag", "v1")
        self.commit("Two", "Ada")
        self.commit("Three", "Bob")
        self.commit("Four", "Bob")

        outcome = self.notes(since="v1", title="Shop 2")

        self.assertEqual(outcome.section("Authors"), ["- Bob: 2 commits", "- Ada: 1 commit"])
        start, end = self.git("rev-parse", "v1")[:8], self.git("rev-parse", "HEAD")[:8]
        self.assertTrue(outcome.markdown.startswith("# Shop 2\n\nFrom `v1` ({}) to `HEAD` ({}); ".format(start, end)))
        self.assertIn("2026-03-02 to 2026-03-04; 3 commits by 2 people.", outcome.markdown)

    def test_notes_are_also_a_file_and_progress_grows(self):
        self.commit("One")

        outcome = self.notes()

        self.assertEqual(outcome.file, outcome.markdown)
        self.assertEqual(os.listdir(self.out), ["release-notes.md"])
        steps = [int(step) for step in re.findall(r"^@progress (\d+) \S", outcome.log, re.MULTILINE)]
        self.assertEqual(steps, sorted(steps))
        self.assertEqual(steps[-1], 100)

    def test_start_before_the_first_commit_takes_all_and_says_so(self):
        for number in range(5):
            self.commit("Add part {}".format(number))

        outcome = self.notes(since="HEAD~20")

        self.assertEqual(outcome.code, 0)
        self.assertEqual(len(outcome.section("Features")), 5)
        self.assertIn("HEAD~20 lies before the first commit, so these notes cover the whole history.", outcome.markdown)
        self.assertIn("From the beginning to `HEAD`", outcome.markdown)

    def test_start_may_be_a_date(self):
        for number in range(5):
            self.commit("Add part {}".format(number))

        outcome = self.notes(since="2026-03-04")

        self.assertEqual(len(outcome.section("Features")), 2)
        self.assertIn("From `2026-03-04` to `HEAD`", outcome.markdown)
        self.assertEqual(self.notes(since="1 week ago").code, 0)

    def test_merges_are_counted_but_not_listed(self):
        self.commit("One")
        self.git("checkout", "-q", "-b", "side")
        self.commit("Add a side")
        self.git("checkout", "-q", "main")
        self.commit("Add a front")
        self.git("merge", "-q", "--no-ff", "-m", "Merge branch 'side'", "side")

        outcome = self.notes(since="HEAD~2")

        self.assertEqual(len(outcome.section("Features")), 2)
        self.assertIn("2 commits by 1 person; 1 merge not listed.", outcome.markdown)
        self.assertNotIn("Merge branch", outcome.markdown)

    def test_no_change_is_an_answer(self):
        self.commit("One")

        outcome = self.notes(since="HEAD")

        self.assertEqual(outcome.code, 0)
        self.assertIn("Nothing changed from `HEAD`", outcome.markdown)

    # what is refused

    def test_what_is_no_repository_is_refused(self):
        inside = os.path.join(self.repo, "inside")
        os.mkdir(inside)
        self.commit("One")

        self.assert_refused(self.notes(repo=self.out), "is not a git repository")
        self.assert_refused(self.notes(repo=inside), "is not a git repository")
        self.assert_refused(self.notes(repo=os.path.join(self.temp, "none")), "There is no folder")

    def test_link_to_a_repository_elsewhere_is_explained(self):
        with open(os.path.join(self.out, ".git"), "w") as file:
            file.write("gitdir: /nowhere/at/all\n")

        self.assert_refused(self.notes(repo=self.out), "points to a folder elsewhere")

    def test_empty_repository_is_refused(self):
        self.assert_refused(self.notes(), "has no commits yet")

    def test_unknown_revision_is_refused_with_the_nearest_names(self):
        self.commit("One")
        self.git("tag", "v1.4.0")

        self.assert_refused(self.notes(since="v1.4"), "There is no revision v1.4 (option since)", "Near it: v1.4.0.")
        self.assert_refused(self.notes(until="nope~3"), "option until")
        self.assert_refused(self.notes(since="nope~3"), "option since")

    def test_revision_is_never_an_option_for_git(self):
        self.commit("One")
        target = os.path.join(self.temp, "written")

        for hostile in ("--output=" + target, "-p", "--all", "HEAD --output=" + target, "HEAD\n--all", "--since=x"):
            self.assert_refused(self.notes(since=hostile), "There is no revision")
            self.assert_refused(self.notes(until=hostile), "There is no revision")
        self.assertFalse(os.path.exists(target))

    def test_bad_options_are_refused(self):
        for text in (b"", b"[]", b'"x"', b'{"repo": 1}', b"{}", b'{"repo": "a\\u0000b"}', b'{"repo": "\\ud800"}', b"[" * 100_000, b'{"repo": "\xff"}'):
            outcome = self.run_with(text)
            self.assert_refused(outcome, "option")
            self.assertNotIn("Traceback", outcome.log)

    def test_damaged_repository_is_refused(self):
        self.commit("One")
        self.commit("Two")
        first = self.git("rev-parse", "HEAD~1")
        os.remove(os.path.join(self.repo, ".git", "objects", first[:2], first[2:]))

        self.assert_refused(self.notes(since="2001-01-01"), "missing or damaged")

    # what a hostile repository tries

    def test_subjects_stay_text(self):
        self.commit("One")
        for message in (
            b"\x1b[31mred\x1b[0m and \x07bell \xe2\x80\xaereversed\xe2\x80\xac and \xff\xfe bytes",
            "# heading <script>alert(1)</script> [link](javascript:x) **bold** ![i](x)",
            "x" * 10_000,
            "a `code` span, snake_case, _emphasis_, and a ` lone one",
            "1. first &lt; ~~gone~~\r## Forged (9)",
            "@progress 7 forged",
        ):
            self.commit(message, "Eve\t*x*")

        outcome = self.notes(since="HEAD~6")

        lines = outcome.section("Other changes")
        self.assertEqual(len(lines), 6)
        self.assertTrue(all(line.startswith("- ") and len(line) < 400 for line in lines))
        self.assertNotRegex(outcome.file + outcome.log, r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")
        self.assertIn(r"- \# heading \<script>alert(1)\</script> \[link\](javascript:x) \*\*bold\*\* !\[i\](x)", outcome.markdown)
        self.assertIn(r"snake_case, \_emphasis\_, and a \` lone", outcome.markdown)
        self.assertIn(r"- 1\. first \&lt; \~\~gone\~\~ ## Forged (9)", outcome.markdown)
        self.assertNotRegex(outcome.log, r"(?m)^@progress 7")

    def test_configuration_of_the_repository_starts_nothing(self):
        self.commit("One")
        trap = os.path.join(self.temp, "trap")
        with open(trap, "w") as file:
            file.write("#!/bin/sh\ntouch '{}/sprung'\n".format(self.temp))
        os.chmod(trap, 0o755)
        for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "gpg.program", "diff.external", "core.hooksPath", "alias.log"):
            self.git("config", key, trap)
        self.git("config", "log.showSignature", "true")

        outcome = self.notes()

        self.assertEqual(outcome.code, 0)
        self.assertFalse(os.path.exists(os.path.join(self.temp, "sprung")))

    def test_more_commits_than_it_lists_are_cut_with_a_remark(self):
        body = "word " * 4_000
        stream = "".join(
            "commit refs/heads/main\ncommitter Ada <a@b> {} +0000\ndata {}\nfeat: part {:05d}\n\n{}\n".format(
                1_700_000_000 + number, 18 + len(body), number, body
            )
            for number in range(5_200)
        )
        self.git("fast-import", "--quiet", text=stream.encode())

        outcome = self.run_with(json.dumps({"repo": self.repo, "since": "2001-01-01"}).encode(), wrapper=("prlimit", "--as=268435456"))

        self.assertEqual(outcome.code, 0, outcome.log)
        self.assertIn("There are more than 5,000 commits; these are the newest 5,000.", outcome.markdown)
        self.assertEqual(outcome.file.count("\n- part "), 5_000)
        self.assertIn("part 05199 ", outcome.file)
        self.assertNotIn("part 00199 ", outcome.file)
        self.assertLess(len(outcome.markdown), 50_000)
        self.assertRegex(outcome.markdown, r"[\d,]+ lines left out here; the file release-notes.md has them\.")

    def test_shallow_clone_is_told(self):
        for number in range(6):
            self.commit("Add part {}".format(number))
        origin = self.repo
        self.repo = os.path.join(self.temp, "shallow")
        subprocess.run(("git", "clone", "-q", "--depth", "3", "file://" + origin, self.repo), check=True)

        outcome = self.notes()

        self.assertEqual(len(outcome.section("Features")), 3)
        self.assertIn("This clone is shallow", outcome.markdown)
        self.assertIn("before the first commit of this clone", outcome.markdown)

    def test_bare_repository_will_do(self):
        self.commit("One")
        bare = os.path.join(self.temp, "bare.git")
        subprocess.run(("git", "clone", "-q", "--bare", self.repo, bare), check=True)

        self.assertEqual(self.notes(repo=bare).code, 0)

    # where it runs

    def test_works_contained_as_another_user_without_network(self):
        missing = [tool for tool in ("bwrap", "prlimit", PYTHON, "/usr/bin/git") if shutil.which(tool) is None]
        if missing and not MUST_RUN:
            self.skipTest("{} missing: apt-get install bubblewrap python3 git".format(", ".join(missing)))
        self.commit("Add a part")
        script = os.path.join(self.temp, "script")
        shutil.copytree(HERE, script, ignore=shutil.ignore_patterns("__pycache__"))
        os.chmod(self.out, 0o777)
        drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs"] if os.geteuid() == 0 else []
        binds = ["--ro-bind", script, "/function", "--ro-bind", self.repo, "/repo", "--bind", self.out, "/out", "--chdir", "/function"]
        variables = ["--setenv", "MYCELIUM_OUT", "/out"]

        outcome = self.run_with(b'{"repo": "/repo"}', drop + SANDBOX + binds + variables + ["--"], PYTHON, "/function")

        self.assertEqual(outcome.code, 0, outcome.error + outcome.log)
        self.assertEqual(len(outcome.section("Features")), 1)
        self.assertEqual(outcome.file, outcome.markdown)
        self.assertNotIn("__pycache__", os.listdir(script))


if __name__ == "__main__":
    unittest.main()
