// Reads a TRX file (the Visual Studio test result format) and closes ./test's output: the slowest tests, the failed
// ones, why tests were skipped, and as the very last line 'N passed, N failed[, N skipped]'.
// Usage: test-summary.mjs FILE EXIT_CODE_OF_THE_RUN. Exits 1 on a failure, on a broken run, and when no test ran.
import { readFileSync } from "node:fs";

const [file, runExit] = process.argv.slice(2);

const unescape = text => text
  .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&apos;/g, "'")
  .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
  .replace(/&amp;/g, "&");

const seconds = duration => {
  const [h, m, s] = (duration ?? "0:0:0").split(":").map(Number);
  return h * 3600 + m * 60 + s;
};

function readResults(path) {
  let xml;
  try {
    xml = readFileSync(path, "utf8");
  } catch {
    return [];
  }
  const results = [];
  for (const [, head, body] of xml.matchAll(/<UnitTestResult ([^>]*?)(?:\/>|>([\s\S]*?)<\/UnitTestResult>)/g)) {
    const attribute = name => head.match(new RegExp(`(?:^| )${name}="([^"]*)"`))?.[1];
    results.push({
      name: unescape(attribute("testName") ?? "?"),
      outcome: attribute("outcome"),
      seconds: seconds(attribute("duration")),
      message: unescape((body ?? "").match(/<Message>([\s\S]*?)<\/Message>/)?.[1] ?? "").trim(),
    });
  }
  return results;
}

const results = readResults(file);
const passed = results.filter(r => r.outcome === "Passed");
const skipped = results.filter(r => r.outcome === "NotExecuted");
const failed = results.filter(r => r.outcome !== "Passed" && r.outcome !== "NotExecuted");
const ran = passed.length + failed.length;
const broken = runExit !== "0" && failed.length === 0;

const slowest = results.filter(r => r.seconds >= 0.5).sort((a, b) => b.seconds - a.seconds).slice(0, 10);
if (slowest.length > 0) {
  console.log("\nSlowest tests:");
  for (const r of slowest) console.log(`  ${r.seconds.toFixed(1).padStart(6)} s  ${r.name}`);
}
if (failed.length > 0) {
  console.log("\nFailed:");
  for (const r of failed) console.log(`  ${r.name}\n      ${r.message.split("\n").slice(0, 4).join("\n      ")}`);
}
if (skipped.length > 0) {
  console.log("\nSkipped:");
  const byReason = Map.groupBy?.(skipped, r => r.message) ?? skipped.reduce(
    (map, r) => map.set(r.message, [...(map.get(r.message) ?? []), r]), new Map());
  for (const [reason, tests] of byReason) console.log(`  ${tests.length} × ${reason || "no reason given"}`);
}
if (broken) console.log(`\nThe test run itself broke off (exit code ${runExit}): what came before is above.`);
if (ran === 0 && !broken) console.log("\nNo test ran: nothing matched, or everything was skipped.");

console.log("");
const failures = failed.length + (broken ? 1 : 0);
console.log(`${passed.length} passed, ${failures} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`);
process.exitCode = failures > 0 || ran === 0 ? 1 : 0;
