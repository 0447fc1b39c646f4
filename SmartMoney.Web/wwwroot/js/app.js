// What the pages gain where JavaScript runs. Everything here works without it, by plain forms and links.
(() => {
  "use strict";

  // A message is told once: reloading or sharing the address must not repeat it.
  const forgetMessage = () => {
    const address = new URL(location.href);
    const told = ["done", "failed", "change"].filter(name => address.searchParams.has(name));
    if (told.length > 0) {
      told.forEach(name => address.searchParams.delete(name));
      history.replaceState(history.state, "", address);
    }
  };

  const live = () => document.getElementById("live");
  const say = text => { if (live()) live().textContent = text; };

  // The setup page guesses the time zone from the language; the browser knows it.
  const guessTimeZone = () => {
    const list = document.querySelector("[data-time-zone=guess]");
    if (!list) return; // asking for the zone loads all that the browser knows of calendars
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if ([...list.options].some(option => option.value === zone)) list.value = zone;
  };

  document.addEventListener("DOMContentLoaded", () => { forgetMessage(); guessTimeZone(); });

  // htmx: keep the focus where the person was, and tell screen readers what happened.
  let focused = null;
  document.addEventListener("htmx:beforeSwap", () => { focused = document.activeElement?.id || null; });
  document.addEventListener("htmx:afterSettle", () => {
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
    forgetMessage();
    say(document.getElementById("notice")?.textContent.trim() || live()?.dataset.done || "");
  });
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, () => say(live()?.dataset.failed || ""));
  }

  // Choosing rows: the bar for them shows once there is something to change, and one box chooses all.
  const picks = () => [...document.querySelectorAll("[data-picks]")];
  const showBulk = () => {
    const bar = document.querySelector("[data-bulk]");
    const picked = picks().filter(box => box.checked).length;
    if (bar) bar.toggleAttribute("data-idle", picked === 0);
    document.querySelectorAll("[data-needs-picks]").forEach(button => { button.disabled = picked !== Number(button.dataset.needsPicks); });
    document.querySelectorAll("[data-picks-all]").forEach(box => { box.hidden = false; });
  };
  document.addEventListener("change", event => {
    if (event.target.matches?.("[data-picks-all]")) picks().forEach(box => { box.checked = event.target.checked; });
    if (event.target.matches?.("[data-picks-all], [data-picks]")) showBulk();
  });
  addEventListener("pageshow", showBulk);
  document.addEventListener("htmx:afterSettle", showBulk);

  // A transfer in one currency arrives as it leaves: no second amount to fill in.
  const showOtherCurrency = () => {
    const form = document.querySelector("[data-currencies]");
    const field = form?.querySelector("[data-other-currency]");
    if (!field) return;
    const [from, to] = [...form.querySelectorAll("select")].slice(0, 2).map(list => list.selectedOptions[0]?.dataset.currency);
    field.hidden = !from || !to || from === to;
    field.querySelector("input").disabled = field.hidden;
  };
  document.addEventListener("DOMContentLoaded", showOtherCurrency);
  addEventListener("pageshow", showOtherCurrency);
  document.addEventListener("change", event => { if (event.target.matches?.("[data-currencies] select")) showOtherCurrency(); });

  // "All of these are the same" shows in each choice, but for what is left out; choosing otherwise takes it back.
  document.addEventListener("change", event => {
    const all = document.querySelector("[data-all-same]");
    if (!all) return;
    if (event.target === all) {
      document.querySelectorAll("[data-choice]").forEach(group => {
        const [from, to] = all.checked ? ["both", "same"] : ["same", "both"];
        const [chosen, wanted] = [from, to].map(value => group.querySelector(`[value=${value}]`));
        if (chosen.checked) wanted.checked = true;
      });
    } else if (event.target.matches("[data-choice] [value=both]")) {
      all.checked = false;
    }
  });

  // A choice that needs no button: <select data-submits>.
  document.addEventListener("change", event => {
    if (event.target.matches?.("[data-submits]")) event.target.form?.requestSubmit();
  });

  // A secret shown once: a click selects all of it.
  document.addEventListener("focusin", event => {
    if (event.target.matches?.("[data-copies]")) event.target.select();
  });

  // One submit a form: a second click waits for the first answer (the key in the form would stop it anyway).
  document.addEventListener("submit", event => {
    const form = event.target;
    // The rail stays while htmx changes the page beside it: lead back to what is shown now.
    if (form.matches(".preferences")) form.elements.returnUrl.value = location.pathname + location.search;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    if (form.dataset.busy) {
      form.setAttribute("aria-busy", "true");
      (event.submitter ?? form.querySelector("button")).textContent = form.dataset.busy;
      say(form.dataset.busy);
    }
    if (!form.dataset.busy) setTimeout(() => delete form.dataset.sent, 10000);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(form => delete form.dataset.sent));
})();
