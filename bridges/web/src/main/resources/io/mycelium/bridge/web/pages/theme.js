// Before anything is painted: the theme that was chosen, if one was.
try {
  const { theme } = JSON.parse(localStorage.getItem("mycelium.prefs") ?? "{}");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing shows what its system prefers.
}
