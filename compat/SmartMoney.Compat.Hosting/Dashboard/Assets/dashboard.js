// Makes pages live. Everything here also works without it, by forms, links and reloading.

// A stream is closed while nobody looks: a browser opens only six connections to one address, for all its tabs together.
function listen(address, onMessage) {
  let source = null;
  const live = document.querySelector("[data-live]");
  const show = on => { if (live) live.hidden = !on; };
  const open = () => {
    if (source) return;
    source = new EventSource(address());
    source.onmessage = event => { show(true); onMessage(JSON.parse(event.data)); };
    source.onerror = () => show(false);
  };
  const close = () => { source?.close(); source = null; show(false); };
  document.addEventListener("visibilitychange", () => document.hidden ? close() : open());
  addEventListener("pagehide", close);
  addEventListener("pageshow", event => { if (event.persisted) open(); });
  if (!document.hidden) open();
}

/* --- resources: elements are replaced by new ones with the same id --- */

const shown = new Map();
const busy = new Set();

function replace(patch) {
  const old = patch.id && document.getElementById(patch.id);
  if (!old || shown.get(patch.id) === patch.html) return;
  shown.set(patch.id, patch.html);
  const template = document.createElement("template");
  template.innerHTML = patch.html;
  const fresh = template.content.firstElementChild;
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  old.replaceWith(fresh);
  for (const button of fresh.querySelectorAll("[data-command] button")) markBusy(button);
  if (focused) {
    const again = [...fresh.querySelectorAll("[data-key]")].find(e => e.dataset.key === focused && !e.disabled);
    (again ?? fresh.querySelector("[data-key]"))?.focus({ preventScroll: true });
  }
}

function markBusy(button) {
  if (busy.has(button.form.action)) button.setAttribute("aria-busy", "true");
  else button.removeAttribute("aria-busy");
}

const place = document.querySelector("[data-events]");
if (place) listen(() => place.dataset.events, replace);

async function post(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  if (answer.status === 401) location.assign("/login");
  if (!answer.ok) throw new Error(`The dashboard answered ${answer.status}.`);
  return answer.json();
}

function tell(text, ok) {
  const outcome = document.getElementById("outcome");
  outcome.textContent = text;
  outcome.classList.toggle("notice--error", !ok);
}

async function command(form, button) {
  if (busy.has(form.action)) return;
  busy.add(form.action);
  markBusy(button);
  tell(`${button.getAttribute("aria-label")}…`, true);
  try {
    const outcome = await post(form, button);
    tell(outcome.text, outcome.ok);
  } catch (error) {
    tell(error.message, false);
  } finally {
    busy.delete(form.action);
    for (const other of document.querySelectorAll("[data-command] button")) markBusy(other);
  }
}

async function reveal(form, button) {
  const value = form.parentElement.firstElementChild;
  if (form.dataset.masked !== undefined) {
    value.textContent = form.dataset.masked;
    delete form.dataset.masked;
    button.textContent = "Reveal";
    return;
  }
  try {
    const answer = await post(form, button);
    form.dataset.masked = value.textContent;
    value.textContent = answer.value;
    button.textContent = "Hide";
  } catch (error) {
    tell(error.message, false);
  }
}

document.addEventListener("submit", event => {
  const form = event.target;
  const handle = form.matches("[data-command]") ? command : form.matches("[data-reveal]") ? reveal : null;
  if (!handle) return;
  event.preventDefault();
  handle(form, event.submitter);
});

/* --- logs --- */

const KEPT = 10_000; // As many as the AppHost keeps.
const ON_PAGE = 2_000; // More elements would make scrolling stutter.

function showLog(log) {
  const search = document.getElementById("q");
  const count = document.getElementById("count");
  const follow = document.querySelector("[data-follow]");
  const clear = document.querySelector("[data-clear]");
  let lines = []; // All that are kept.
  let waiting = []; // Those that are not on the page yet.
  let cleared = Number(log.dataset.after);
  let last = 0;
  let query = "";
  let following = true;
  let found = 0;
  let drawn = false;
  let planned = false;

  const matches = line => line.n > cleared && (!query || line.text.includes(query));
  const element = (name, style, text) => {
    const made = document.createElement(name);
    if (style) made.className = style;
    made.textContent = text;
    return made;
  };

  // The stretches of a line, cut where a match starts or ends.
  function* cut(line) {
    const stops = [];
    for (let at = query ? line.text.indexOf(query) : -1; at >= 0; at = line.text.indexOf(query, at + query.length)) stops.push([at, at + query.length]);
    let offset = 0;
    for (const { text, style } of line.runs) {
      const end = offset + text.length;
      let position = offset;
      for (const [from, to] of stops) {
        if (to <= offset || from >= end) continue;
        const start = Math.max(from, offset);
        const stop = Math.min(to, end);
        if (start > position) yield [text.slice(position - offset, start - offset), style, false];
        yield [text.slice(start - offset, stop - offset), style, true];
        position = stop;
      }
      if (position < end) yield [text.slice(position - offset), style, false];
      offset = end;
    }
  }

  function row(line) {
    const made = element("div", line.error ? "line line--error" : "line", "");
    const text = element("span", "text", "");
    for (const [part, style, isMatch] of cut(line)) {
      const run = isMatch ? element("mark", "", part) : document.createTextNode(part);
      if (style) { const span = element("span", style, ""); span.append(run); text.append(span); }
      else text.append(run);
    }
    made.append(element("span", "no", line.n), element("span", "at", line.time), element("span", "stream", line.error ? "err" : ""), text);
    return made;
  }

  function tellCount() {
    const text = `${found.toLocaleString("en")} ${found === 1 ? "line" : "lines"}${query ? ` of ${lines.length.toLocaleString("en")} with “${search.value.trim()}”` : ""}`
      + (found > ON_PAGE ? `, the last ${ON_PAGE.toLocaleString("en")} shown` : "") + (following ? "" : `, paused${waiting.length ? ` (${waiting.length.toLocaleString("en")} new)` : ""}`);
    if (count.textContent !== text) count.textContent = text;
  }

  function draw() {
    planned = false;
    if (!lines.length) return; // What the server has drawn stays until there is something newer.
    if (!drawn) {
      const all = lines.filter(matches);
      found = all.length;
      log.replaceChildren(...all.slice(-ON_PAGE).map(row));
      waiting = [];
      drawn = true;
    } else if (following && waiting.length) {
      const all = waiting.filter(matches);
      found += all.length;
      waiting = [];
      log.append(...all.slice(-ON_PAGE).map(row));
      while (log.childElementCount > ON_PAGE) log.firstElementChild.remove();
    }
    if (following) log.scrollTop = log.scrollHeight;
    tellCount();
  }

  // However many lines come, the page changes once a frame.
  function plan() {
    if (!planned) { planned = true; requestAnimationFrame(draw); }
  }

  function redraw() { drawn = false; plan(); }

  function setFollowing(on) {
    following = on;
    follow.setAttribute("aria-pressed", String(on));
    follow.textContent = on ? "Following" : "Follow";
    plan();
  }

  listen(() => `${log.dataset.lines}?after=${last}`, batch => {
    for (const line of batch) {
      if (line.n <= last) continue;
      last = line.n;
      line.text = line.runs.map(r => r.text).join("").toLowerCase();
      lines.push(line);
      waiting.push(line);
    }
    if (lines.length > KEPT * 1.1) lines = lines.slice(-KEPT);
    if (waiting.length > KEPT) waiting = waiting.slice(-KEPT);
    plan();
  });

  follow.hidden = false;
  follow.addEventListener("click", () => setFollowing(!following));
  // Whoever scrolls up wants to read; whoever scrolls down to the end wants to follow.
  log.addEventListener("wheel", event => { if (event.deltaY < 0 && following) setFollowing(false); }, { passive: true });
  log.addEventListener("keydown", event => { if (["ArrowUp", "PageUp", "Home"].includes(event.key) && following) setFollowing(false); if (event.key === "End" && !following) setFollowing(true); });
  log.addEventListener("touchmove", () => { if (following && log.scrollTop + log.clientHeight < log.scrollHeight - 40) setFollowing(false); }, { passive: true });
  clear.addEventListener("click", event => { event.preventDefault(); cleared = last; redraw(); });
  search.addEventListener("input", () => { query = search.value.trim().toLowerCase(); redraw(); });
  search.form.addEventListener("submit", event => event.preventDefault());
  search.form.querySelector("button").hidden = true;
  query = search.value.trim().toLowerCase();
  setFollowing(true);
}

const log = document.getElementById("log");
if (log) showLog(log);

const choose = document.querySelector("[data-choose]");
if (choose) {
  choose.querySelector("button").hidden = true;
  choose.querySelector("select").addEventListener("change", () => choose.submit());
}
