// Builds frontend/ into frontend/dist: one script per entry, one stylesheet per theme file.
import { build } from "esbuild";
import { copyFileSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

await build({
  entryPoints: readdirSync(join(here, "entries")).map((name) => join(here, "entries", name)),
  outdir: dist,
  bundle: true,
  minify: true,
  sourcemap: "linked",
  format: "esm",
  target: "es2022",
  logLevel: "warning",
});

for (const name of readdirSync(join(here, "theme")).filter((name) => !name.startsWith("_"))) {
  const { css } = sass.compile(join(here, "theme", name), {
    style: "compressed",
    loadPaths: [join(here, "..", "node_modules")],
    quietDeps: true,
    silenceDeprecations: ["import"],
  });
  writeFileSync(join(dist, name.replace(/scss$/, "css")), css);
}

// Fonts are served by us: the site asks nothing of another server.
const fonts = [
  ["source-sans-3", ["latin-wght-normal", "latin-wght-italic", "latin-ext-wght-normal"]],
  ["bricolage-grotesque", ["latin-wght-normal", "latin-ext-wght-normal"]],
];
mkdirSync(join(dist, "fonts"));
for (const [family, files] of fonts) {
  for (const file of files) {
    const name = `${family}-${file}.woff2`;
    const source = join(here, "..", "node_modules", "@fontsource-variable", family, "files", name);
    copyFileSync(source, join(dist, "fonts", name));
  }
}
cpSync(join(here, "images"), join(dist, "images"), { recursive: true });
