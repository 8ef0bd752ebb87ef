// Builds web/dist from web/assets and the pinned packages: styles, script,
// fonts, icon sprite, the list of common passwords, each under a name that
// carries its hash, with manifest.json from plain names to hashed ones.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "..", "node_modules");
const dist = join(here, "dist");
const target = ["chrome109", "firefox115", "safari15.4"];
const manifest = {};

/** Empties dist but for the placeholder that keeps it in the repository. */
function clean() {
  mkdirSync(dist, { recursive: true });
  for (const name of readdirSync(dist)) {
    if (name !== ".placeholder") rmSync(join(dist, name), { recursive: true });
  }
}

/** Writes one asset under its hashed name and, when it is text, its compressed forms. */
function emit(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const extension = extname(name);
  const file = `${name.slice(0, -extension.length)}-${hash}${extension}`;
  manifest[name] = file;
  writeFileSync(join(dist, file), bytes);
  if (extension !== ".woff2") compress(file, bytes);
}

function compress(file, bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(join(dist, `${file}.br`), brotliCompressSync(bytes, { params }));
  writeFileSync(join(dist, `${file}.gz`), gzipSync(bytes, { level: 9 }));
}

function fonts() {
  for (const subset of ["latin", "vietnamese"]) {
    const path = `@fontsource-variable/source-sans-3/files/source-sans-3-${subset}-wght-normal.woff2`;
    emit(`source-sans-3-${subset}.woff2`, readFileSync(join(packages, path)));
  }
}

/** One <symbol> per name in icons.txt, in the stroke style of the set. */
function sprite() {
  const names = readFileSync(join(here, "icons.txt"), "utf8").split("\n").filter(Boolean);
  const symbols = names.map((name) => symbol(name));
  emit("icons.svg", `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
}

function symbol(name) {
  const path = join(packages, "@tabler/icons/icons/outline", `${name}.svg`);
  if (!existsSync(path)) throw new Error(`web/icons.txt: no outline icon is named ${name}`);
  const shapes = readFileSync(path, "utf8")
    .replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$|<!--[\s\S]*?-->/g, "")
    .replace(/\s*<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "")
    .replace(/\s*\n\s*/g, "")
    .replace(/ \/>/g, "/>");
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`;
}

async function styles() {
  const result = await bundle({
    entryPoints: [join(here, "assets/css/ui.css")],
    external: ["/tai-nguyen/*"],
  });
  emit("ui.css", hashedAddresses(result));
}

/** Points the addresses in the styles at the hashed names. */
function hashedAddresses(css) {
  return css.replace(/\/tai-nguyen\/([\w.-]+)/g, (whole, name) => {
    if (!manifest[name]) throw new Error(`ui.css names ${whole}, which the build does not make`);
    return `/tai-nguyen/${manifest[name]}`;
  });
}

async function script() {
  emit("main.js", await bundle({ entryPoints: [join(here, "assets/js/main.ts")], format: "iife" }));
}

async function bundle(options) {
  const result = await build({
    bundle: true,
    minify: true,
    write: false,
    target,
    legalComments: "none",
    charset: "utf8",
    logLevel: "warning",
    ...options,
  });
  return result.outputFiles[0].text;
}

/** Passwords that the rule of eight characters would let through. */
function passwords() {
  const path = join(packages, "@zxcvbn-ts/language-common/src/passwords.json");
  const words = JSON.parse(readFileSync(path, "utf8"))
    .map((word) => word.toLowerCase())
    .filter((word) => [...word].length >= 8 && !/\s/.test(word));
  writeFileSync(join(dist, "passwords.txt"), [...new Set(words)].sort().join("\n") + "\n");
}

clean();
fonts();
sprite();
emit("favicon.svg", readFileSync(join(here, "assets/favicon.svg")));
await styles();
await script();
passwords();
writeFileSync(join(dist, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
