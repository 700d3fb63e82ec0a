// Prints the editor's schema as JSON, or writes it where the server reads it: `npm run schema`.
import { build } from "esbuild";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "schema-"));
try {
  const outfile = join(folder, "schema.mjs");
  await build({
    entryPoints: [join(here, "schema.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    logLevel: "error",
  });
  const { schemaAsJson } = await import(pathToFileURL(outfile).href);
  const text = JSON.stringify(schemaAsJson(), null, 2) + "\n";
  if (process.argv.includes("--write")) {
    writeFileSync(join(here, "..", "..", "portal", "coediting", "schema.json"), text);
  } else {
    process.stdout.write(text);
  }
} finally {
  rmSync(folder, { recursive: true });
}
