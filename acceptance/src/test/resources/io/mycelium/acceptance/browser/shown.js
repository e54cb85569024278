// Reads a post or a note as people see it. A moment is read as the instant that it stands for.
(element) => {
  const words = (node) => {
    if (!node) return "";
    const copy = document.createElement("div");
    copy.append(node.cloneNode(true));
    copy.querySelectorAll("time").forEach((t) => (t.textContent = t.getAttribute("datetime")));
    copy.querySelectorAll("summary, svg, .secret button").forEach((n) => n.remove());
    copy.querySelectorAll("dd a").forEach((a) => (a.textContent = a.getAttribute("href").replace(/.*\//, "")));
    copy.querySelectorAll("p, li, pre, div, br, tr, h1, h2, h3").forEach((n) => n.after("\n"));
    return copy.textContent.replace(/[^\S\n]+/g, " ").replace(/ ?\n\s*/g, "\n").trim();
  };
  const all = (selector) => [...element.querySelectorAll(selector)];
  const row = (tr) => [...tr.children].filter((c) => !c.matches(".row-end")).map(words);
  return {
    id: element.closest("[data-id]")?.dataset.id ?? "",
    author: words(element.querySelector(".author")) || (element.getAttribute("aria-label") ?? "").split(",")[0],
    text: all(".prose, .refusal, .form-offer, .thread-link, .unsent, p.muted").map(words).join("\n"),
    title: words(element.querySelector(".card-title")),
    state: words(element.querySelector(".card-head .pill")),
    fields: Object.fromEntries(all(".fields > div").map((d) => [words(d.querySelector("dt")), words(d.querySelector("dd"))])),
    table: all("thead tr, tbody tr").map(row),
    files: all("a.file bdi").map(words),
    offers: all(".buttons > button").map((b) => ({ label: words(b), open: b.getAttribute("aria-disabled") !== "true" })),
  };
};
