// Looks at the page as it stands: how wide it needs to be, what it loaded, and what axe finds. It gives an "inspection" of eyes_test.go.
(async () => {
  await document.fonts.ready;
  // What the page loaded by itself: axe, looking behind things, makes the browser load fonts for text that nobody sees, so its doings are forgotten below.
  const loaded = (window.loaded ??= [...performance.getEntriesByType("navigation")]);
  loaded.push(...performance.getEntriesByType("resource"));
  const bytes = pattern => loaded.filter(e => pattern.test(new URL(e.name).pathname)).reduce((sum, e) => sum + e.encodedBodySize, 0);
  const result = await axe.run(document, {
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  });
  performance.clearResourceTimings();
  return {
    Width: document.scrollingElement.scrollWidth,
    Weight: bytes(/^(?!\/static|\/picture)|\.css$/), // scripts have their own bound, in web/build
    Fonts: bytes(/\.woff2$/),
    FontFiles: loaded.map(e => e.name.match(/[^/]*\.woff2$/)?.[0]).filter(Boolean),
    Strangers: [...new Set(loaded.map(e => new URL(e.name).host).filter(h => h !== location.host))],
    Violations: result.violations.map(v =>
      v.id + ": " + v.help + "\n" + v.nodes.slice(0, 4).map(n => "    " + n.target + " " + n.html.slice(0, 160) + "\n      " + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? "")).join("\n")),
  };
})()
