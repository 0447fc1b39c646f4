// Copies what the browser loads from node_modules to wwwroot/lib, where the build fingerprints and compresses it.
import { copyFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "wwwroot", "lib");

await mkdir(target, { recursive: true });
await copyFile(join(here, "node_modules", "htmx.org", "dist", "htmx.min.js"), join(target, "htmx.min.js"));
