import assert from "node:assert/strict";
import { test } from "node:test";
import { pages } from "./pages.js";
import { printed } from "./printed.js";

const { markdown } = await import(`${pages}text/markdown.js`);

/** What a text is drawn as, without what does not matter here. */
function draw(text, known) {
  return printed(markdown(text, known))
    .replace(/ (dir|tabindex|role|aria-level|rel|target|title|aria-label)="?[^">]*"?/g, "")
    .replace(/>\s*\n\s*</g, "><")
    .replace(/\s+/g, " ");
}

const examples = {
  "a *b* **c** ***d*** ~~e~~ _f_": "<p>a <em>b</em> <strong>c</strong> <em><strong>d</strong></em> <del>e</del> <em>f</em></p>",
  "snake_case_name and 2*3*4": "<p>snake_case_name and 2<em>3</em>4</p>",
  "a ** b and * c": "<p>a ** b and * c</p>",
  "**a *b* c**": "<p><strong>a <em>b</em> c</strong></p>",
  "*open and **closed**": "<p>*open and <strong>closed</strong></p>",
  "`a *b*` ``c`d``": "<p><code>a *b*</code> <code>c`d</code></p>",
  "an ` open one": "<p>an ` open one</p>",
  "\\*not\\* \\<b>": "<p>*not* &lt;b></p>",
  "a &amp; b &lt;i&gt; &copy;": "<p>a &amp; b &lt;i> &amp;copy;</p>",
  "one\ntwo": "<p>one<br />two</p>",
  "# Title #": "<p class=md-h>Title</p>",
  "Title\n=====\ntext": "<p class=md-h>Title</p><p>text</p>",
  "#no heading": "<p>#no heading</p>",
  "- a\n- b\n  - c\n- d": "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>",
  "- a\n\n- b": "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
  "3. a\n4. b": "<ol start=3><li>a</li><li>b</li></ol>",
  "text\n- a": "<p>text</p><ul><li>a</li></ul>",
  "in 1999\n2000. was a year": "<p>in 1999<br />2000. was a year</p>",
  "> a\n> > b\nlazy": "<blockquote><p>a</p><blockquote><p>b<br />lazy</p></blockquote></blockquote>",
  "```js\nlet a = '<b>';\n\n```\nafter": "<pre class=\"code\"><code>let a = '&lt;b>'; </code></pre><p>after</p>",
  "    code\n\n    more": '<pre class="code"><code>code more</code></pre>',
  "```\nopen": '<pre class="code"><code>open</code></pre>',
  "- ```\n  code\n  ```": '<ul><li><pre class="code"><code>code</code></pre></li></ul>',
  "a\n\n---\n\nb": "<p>a</p><hr /><p>b</p>",
  "[a](https://example.org/x_(y))": "<p><a href=https://example.org/x_(y)>a</a></p>",
  "see https://example.org/a_b_c, and (https://example.org).":
    "<p>see <a href=https://example.org/a_b_c>https://example.org/a_b_c</a>, and (<a href=https://example.org/>https://example.org</a>).</p>",
  "[**bold** `x`](/rooms/main)": "<p><a href=/rooms/main><strong>bold</strong> <code>x</code></a></p>",
  "<https://example.org>": "<p><a href=https://example.org/>https://example.org</a></p>",
  "a | b\n--|--:\n1 | 2":
    '<div class="md-table"><table><thead><tr><th class=>a</th><th class=num>b</th></tr></thead><tbody><tr><td class=>1</td><td class=num>2</td></tr></tbody></table></div>',
  "a | b\nno table": "<p>a | b<br />no table</p>",
  "| a \\| b |\n|---|": '<div class="md-table"><table><thead><tr><th class=>a | b</th></tr></thead><tbody></tbody></table></div>',
};

for (const [source, drawn] of Object.entries(examples)) {
  test(`drawn: ${JSON.stringify(source)}`, () => assert.equal(draw(source), drawn));
}

test("a task of a list has a box that tells its state", () => {
  const drawn = printed(markdown("- [x] a\n- [ ] b"));

  assert.match(drawn, /aria-label=done[^>]*> *a/);
  assert.match(drawn, /aria-label=not done[^>]*> *b/);
});

test("names of peers are marked, others are words", () => {
  const known = (name) => (name === "ada" ? "you" : name === "bob_b" ? "other" : undefined);

  const drawn = draw("@ada and **@bob_b**, not @eve or me@ada.org", known);

  assert.match(
    drawn,
    /<span class="mention is-you">@ada<\/span> and <strong><span class="mention ">@bob_b<\/span><\/strong>, not @eve/,
  );
});

const hostile = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<a href='javascript:alert(1)'>x</a>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](<javascript:alert(1)>)",
  "[x](data:text/html;base64,PHNjcmlwdD4=)",
  "[x](vbscript:x)",
  "[x](//evil.example/)",
  "[x](/\\evil.example/)",
  "[x](\\\\evil.example)",
  "![x](javascript:alert(1))",
  "<javascript:alert(1)>",
  "[![x](javascript:a)](javascript:b)",
  '[x](https://example.org/"onmouseover="alert(1))',
  "`</code><script>alert(1)</script>`",
  "```\n</code></pre><script>alert(1)</script>\n```",
  "| <script> |\n|---|\n| <img src=x onerror=a> |",
  "# <svg onload=alert(1)>",
  "- <iframe srcdoc='<script>'>",
  "&lt;script&gt;alert(1)&lt;/script&gt;",
  "<!-- --><style>*{display:none}</style>",
];

for (const source of hostile) {
  test(`harmless: ${JSON.stringify(source)}`, () => {
    const drawn = printed(markdown(source));
    const tags = [...drawn.matchAll(/<\/?([a-z0-9]+)/g)].map((m) => m[1]);
    const links = [...drawn.matchAll(/<a href=("[^"]*"|[^ >]*)/g)].map((m) => m[1].replaceAll('"', ""));

    const allowed = "p br a code pre ul ol li strong em del hr blockquote table thead tbody tr th td div span input".split(" ");
    assert.deepEqual(
      tags.filter((t) => !allowed.includes(t)),
      [],
    );
    assert.deepEqual(
      links.filter((l) => !/^(https?:\/\/|mailto:|\/[^/\\])/.test(l)),
      [],
    );
  });
}

test("what may not be followed is its label", () => {
  assert.equal(draw("[*x*](javascript:a) <data:a> [y](//evil.example/) [z](other)"), "<p><em>x</em> data:a y z</p>");
});

test("no link is drawn within a link", () => {
  assert.equal(
    draw("[a **https://b.example/c** ![d](/e)](/f)"),
    "<p><a href=/f>a <strong>https://b.example/c</strong> \ud83d\uddbc d</a></p>",
  );
});

test("an image of others is a link and is not loaded", () => {
  assert.doesNotMatch(draw("![x](https://example.org/a.png)"), /<img/);
  assert.match(draw("![x](https://example.org/a.png)"), /<a href=https:\/\/example.org\/a.png>/);
});

test("marks that turn the direction of text are not passed on", () => {
  assert.equal(draw("a\u202eb\u2066c"), "<p>abc</p>");
  assert.match(draw("`a\u202eb`"), /a\[U\+202E\]b/);
});

const heavy = {
  quotes: ">".repeat(50_000) + " x",
  "quoted lines": "> > > > > > > > > > > > > > > > > > > > x\n".repeat(2_000),
  lists: Array.from({ length: 400 }, (_, i) => " ".repeat(2 * i) + "- x").join("\n"),
  brackets: "[".repeat(50_000) + "a" + "](x)".repeat(50_000),
  "open links": "[a](b".repeat(20_000),
  stars: "*a ".repeat(50_000),
  "closing stars": "a* ".repeat(50_000),
  pairs: "*a* ".repeat(30_000),
  ticks: Array.from({ length: 400 }, (_, i) => "`".repeat(i + 1) + "a").join(" "),
  underscores: "_".repeat(100_000),
  "a long word": "w".repeat(200_000),
  pipes: "|".repeat(50_000) + "\n" + "|-".repeat(25_000) + "|\n" + "|".repeat(50_000),
  entities: "&".repeat(100_000),
  urls: "https://a.b/(".repeat(15_000),
  mentions: "@a ".repeat(60_000),
  fences: "```\n".repeat(20_000),
  angles: "<https://".repeat(20_000),
  targets: "[a](" + "(".repeat(50_000),
  spaces: "a" + " ".repeat(100_000) + "b",
  "spaces of a heading": "# a" + " ".repeat(100_000) + "b",
  hashes: "# " + "#".repeat(100_000) + "b",
  "a divider that is none": "|a\n" + "- ".repeat(50_000) + "x",
  "a rule that is none": "* ".repeat(50_000) + "x",
  dashes: "- ".repeat(60_000),
  definitions: "[a]: b\n".repeat(20_000),
  "titles that do not end": "[a]: b 'c\n".repeat(15_000),
  "references without an end": "[a]: b\n\n" + "[a".repeat(60_000) + "]".repeat(60_000),
  "pictures in pictures": "![".repeat(50_000) + "a" + "](x)".repeat(25_000),
  "links behind open brackets": "[".repeat(30_000) + "[a](b)".repeat(20_000),
  "addresses with open brackets": "https://a.b(c".repeat(12_000),
  "addresses of signs": `https://${".".repeat(100_000)}`,
  "a table of columns": `${"a|".repeat(20_000)}\n${"-|".repeat(20_000)}\n${"|\n".repeat(20_000)}`,
  "marks of all kinds": "*_~~**__".repeat(20_000),
  "tabs before a text": "\t".repeat(100_000) + "a",
  "quotes with tabs": `${">\t".repeat(50_000)}a`,
  "lazy lines": "> a\nb\n".repeat(30_000),
};

/** What takes more than linear time takes minutes with these; what takes linear time is far below, however busy a machine is. */
const HANGS = 30_000;

for (const [name, source] of Object.entries(heavy)) {
  test(`does not hang: ${name}`, () => {
    const begin = performance.now();

    printed(markdown(source));

    assert.ok(performance.now() - begin < HANGS, `${Math.round(performance.now() - begin)} ms`);
  });
}
