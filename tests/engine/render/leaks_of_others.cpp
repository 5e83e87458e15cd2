// Tells the leak checker of a sanitizer build which leaks are not ours: Graphviz 2.42 keeps a few kilobytes of every
// layout, fontconfig and Pango keep their caches until the process ends. Our own leaks are still found.

extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libgvc\nleak:libcgraph\nleak:libgvplugin\nleak:libfontconfig\nleak:libpango\nleak:libcairo\nleak:"
         "libglib\n";
}
