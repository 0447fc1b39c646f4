// Signing in with a passkey, and adding one: what needs the browser's own dialogue. Without JavaScript, or in a
// browser that knows no passkeys, the parts that call this stay hidden.
(() => {
  "use strict";

  const able = typeof window.PublicKeyCredential?.parseRequestOptionsFromJSON === "function";

  class Refused extends Error {
    constructor(answer, problem) {
      super(problem?.type ?? String(answer.status));
      this.status = answer.status;
      this.problem = problem;
      this.wait = Number(answer.headers.get("Retry-After")) || 60;
    }
  }

  // The API is on this origin; where somebody is signed in, their form's token goes along as with every form.
  const send = async (path, body, token) => {
    const headers = { Accept: "application/json, application/problem+json" };
    if (body) headers["Content-Type"] = "application/json";
    if (token) headers["SmartMoney-Form"] = token;
    const answer = await fetch("/api/v1/" + path, { method: "POST", headers, body: body ? JSON.stringify(body) : undefined, credentials: "same-origin", cache: "no-store" });
    const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : null;
    if (!answer.ok) throw new Refused(answer, said);
    return said;
  };

  // The words are the server's, in the page's language. Returns the field that it is about.
  const tell = (part, error) => {
    const place = part.querySelector("[data-problem]");
    const words = place.dataset;
    const field = ["password", "name"].find(name => error.problem?.errors?.[name] && words[name]);
    if (error.status === 429) place.textContent = words.wait.replace("{0}", error.wait);
    else if (field) place.textContent = words[field];
    else if (error.problem?.type === "urn:smartmoney:too-many-passkeys" && words.tooMany) place.textContent = words.tooMany;
    else if (error instanceof Refused && error.status < 500) place.textContent = words.refused;
    else if (error.name === "NotAllowedError" || error.name === "AbortError") place.textContent = words.cancelled;
    else if (error.name === "InvalidStateError" && words.known) place.textContent = words.known;
    else place.textContent = words.failed;
    place.hidden = false;
    return field;
  };

  // One at a time, and what was told before goes first.
  const run = async (part, button, action) => {
    if (button.disabled) return;
    button.disabled = true;
    part.querySelector("[data-problem]").hidden = true;
    try {
      await action();
    } catch (error) {
      const field = tell(part, error);
      button.disabled = false;
      (field && part.querySelector(`[name=${field}]`) || button).focus();
      return;
    }
    button.disabled = false;
  };

  const signIn = part => async () => {
    const options = await send("auth/passkey/options");
    const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    await send("auth/passkey", { credential: credential.toJSON() });
    location.assign(part.dataset.then);
  };

  // The codes are on this page and nowhere else: they are shown before anything leads on.
  const showCodes = (part, codes) => {
    const section = document.querySelector("[data-passkey-codes]");
    section.querySelector("[data-codes]").append(...codes.map(code => {
      const line = document.createElement("li");
      line.textContent = code;
      return line;
    }));
    part.hidden = true;
    section.hidden = false;
    section.querySelector("h2").focus();
  };

  const add = form => async () => {
    const { password, name, _form: token } = form.elements;
    const options = await send("account/passkeys/options", { password: password.value }, token?.value);
    const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
    const made = await send("account/passkeys", { name: name.value, credential: credential.toJSON() }, token?.value);
    password.value = "";
    if (made?.recoveryCodes?.length) showCodes(form, made.recoveryCodes);
    else location.assign(form.dataset.then);
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!able) return;
    document.querySelectorAll("[data-passkey-without]").forEach(text => { text.hidden = true; });
    document.querySelectorAll("[data-passkey=sign-in]").forEach(part => {
      const button = part.querySelector("button");
      button.addEventListener("click", () => run(part, button, signIn(part)));
      part.hidden = false;
    });
    document.querySelectorAll("[data-passkey=add]").forEach(form => {
      const button = form.querySelector("button");
      form.addEventListener("submit", event => { event.preventDefault(); run(form, button, add(form)); });
      form.hidden = false;
    });
  });
})();
