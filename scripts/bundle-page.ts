import { copyFile, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

/** Bundles the sandbox's page into dist/page: files of its own only, nothing inline, so that a strict CSP holds. */
const source = path.resolve(__dirname, "../sandbox/page");
const target = path.resolve(__dirname, "../dist/page");

async function bundlePage(): Promise<void> {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await build({
    entryPoints: [
      { in: path.join(source, "main.tsx"), out: "main" },
      { in: path.join(source, "styles/main.css"), out: "main" },
    ],
    outdir: target,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    tsconfig: path.join(source, "tsconfig.json"),
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  await Promise.all(
    ["index.html", "icon.svg"].map((name) => copyFile(path.join(source, name), path.join(target, name))),
  );
}

bundlePage().catch((error: unknown) => {
  process.stderr.write(`The sandbox page was not bundled: ${String(error)}\n`);
  process.exitCode = 1;
});
