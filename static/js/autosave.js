// form[data-autosave="prefix"] saves itself while somebody types. The form stays as it is: only the
// line #saved-prefix, the number of the text that was read, and the keys of new lines change.
// Nothing is lost meanwhile: see kept.js. Without this the button in the form does the same.
import { drop, keep, kept } from "./kept.js";
import { say, words } from "./words.js";

const IDLE = 1200;
const FIRST_WAIT = 4000;
const MOST_WAIT = 60000;
// By the id of the form: the form that htmx puts in the place of another goes on where that was.
const all = new Map();

const isSaving = (form) => form && form.matches("form[data-autosave]");
const address = (form) => form.getAttribute("action");
const lineOf = (form) => document.getElementById(`saved-${form.dataset.autosave}`);
const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
// What somebody wrote, without the numbers that we send along.
const textIn = (fields) => JSON.stringify(fields.filter(([name]) => !/-(revision|key)$/.test(name)));
const textOf = (form) => textIn(fieldsOf(form));
const hasConflict = (form) => Boolean(form.querySelector("[data-conflict]"));

function stateOf(form) {
  if (!all.has(form.id)) {
    all.set(form.id, { timer: 0, wait: FIRST_WAIT, sending: null, unanswered: null, opened: null });
  }
  return all.get(form.id);
}

const isDirty = (form) => textOf(form) !== stateOf(form).saved;

function tell(form, text, isBad = false) {
  const line = lineOf(form);
  const state = stateOf(form);
  line.textContent = text;
  line.classList.toggle("saved--not", isBad);
  if (isBad && !state.isBad) say(text);
  state.isBad = isBad;
  return line;
}

function later(form, wait = IDLE) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(form), wait);
}

function tryAgain(form, text) {
  const state = stateOf(form);
  tell(form, text, true);
  later(form, state.wait);
  state.wait = Math.min(state.wait * 2, MOST_WAIT);
}

function signIn(form) {
  const line = tell(form, form.dataset.signedOut, true);
  if (!form.dataset.signIn) return;
  const link = document.createElement("a");
  const here = encodeURIComponent(location.pathname + location.hash);
  link.href = `${words.signInUrl}?next=${here}`;
  link.textContent = form.dataset.signIn;
  line.append(" ", link);
}

function post(form, fields) {
  const headers = { "HX-Request": "true", ...JSON.parse(document.body.getAttribute("hx-headers")) };
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 15000);
  const body = new URLSearchParams([...fields, ["autosave", "1"]]);
  // A tab that closes still sends what was typed last.
  const keepalive = document.hidden && body.toString().length < 60000;
  return fetch(address(form), { method: "POST", headers, body, keepalive, signal: stop.signal });
}

// Parts of the answer take the place of what has the same id; never of where somebody is.
function place(page) {
  for (const part of [...page.body.children]) {
    const here = document.getElementById(part.id);
    if (!here || here.contains(document.activeElement)) continue;
    if (here.open) part.open = true;
    here.replaceWith(part);
    window.htmx.process(part);
  }
}

function takeNumbers(form, sent) {
  const { revision, keys } = lineOf(form).dataset;
  const prefix = form.dataset.autosave;
  form.elements[`${prefix}-revision`].value = revision;
  // Lines that changed places meanwhile keep the keys that they have.
  if (sent.form !== form) return;
  keys.split(",").forEach((key, n) => {
    const field = form.elements[`${prefix}-${n}-key`];
    if (field && key) field.value = key;
  });
}

async function send(form, state) {
  // An answer that was lost is asked for once more, so that we know the number of what stands there.
  const sent = state.unanswered || { form, fields: fieldsOf(form), text: textOf(form) };
  if (!state.isBad) tell(form, form.dataset.saving);
  let answer;
  let page;
  try {
    answer = await post(form, sent.fields);
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.status >= 500 || [408, 429].includes(answer.status)) throw new Error("later");
  } catch {
    state.unanswered = sent;
    tryAgain(form, navigator.onLine ? form.dataset.failed : form.dataset.offline);
    return false;
  }
  state.unanswered = null;
  if (!form.isConnected) return answer.ok;
  if (answer.status === 401) {
    signIn(form);
    return false;
  }
  if (!page.getElementById(`saved-${form.dataset.autosave}`)) {
    tell(form, words.failed, true);
    return false;
  }
  place(page);
  if (!answer.ok) {
    say(lineOf(form).textContent);
    state.isBad = true;
    return false;
  }
  takeNumbers(form, sent);
  if (state.isBad) say(lineOf(form).textContent);
  Object.assign(state, { isBad: false, wait: FIRST_WAIT, saved: sent.text });
  if (!isDirty(form)) drop(address(form));
  const undo = form.querySelector("[data-undo]");
  undo.hidden = !state.opened || textIn(state.opened) === sent.text;
  return true;
}

// Whether everything that stands in the form is on the server now.
async function save(form) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  while (state.sending) await state.sending;
  if (!form.isConnected || state.isSubmitting || hasConflict(form)) return false;
  if (!isDirty(form) && !state.unanswered) return true;
  state.sending = send(form, state);
  const isSaved = await state.sending;
  state.sending = null;
  if (isSaved && form.isConnected && isDirty(form)) later(form);
  return isSaved && !isDirty(form);
}

// The form as it was typed before, made by the server: it may hold more lines than stand there now.
function bring(part, to, fields, how) {
  const values = { ...Object.fromEntries(fields), again: how };
  window.htmx.ajax("POST", to, { target: part, swap: "outerHTML", values });
}

function begin(form) {
  const state = stateOf(form);
  const { unsaved } = form.dataset;
  clearTimeout(state.timer);
  Object.assign(state, { isSubmitting: false, isBad: false });
  state.saved = unsaved === "typing" ? "" : textOf(form);
  if (unsaved === "typing") {
    keep(address(form), fieldsOf(form));
    if (!hasConflict(form)) later(form);
  }
  if (unsaved) return;
  Object.assign(state, { unanswered: null, opened: fieldsOf(form) });
  const before = kept(address(form));
  if (!before) return;
  if (textIn(before) === state.saved) drop(address(form));
  else bring(form.closest(".clause"), address(form), before, "found");
}

// At a clause that is not being written: a text of it is still on this device.
function offer(section) {
  const template = document.getElementById("found-text");
  const link = section.querySelector(".clause__foot a[hx-get]");
  const to = link && link.getAttribute("href");
  if (!template || !to || !kept(to)) return;
  const note = template.content.firstElementChild.cloneNode(true);
  note.querySelector("[data-bring]").addEventListener("click", () => {
    bring(section, to, kept(to) || [], "found");
  });
  note.querySelector("[data-away]").addEventListener("click", () => {
    drop(to);
    note.remove();
    section.querySelector("a").focus();
  });
  section.querySelector(".clause__head").after(note);
}

function look(part) {
  const here = (what) => [...(part.matches?.(what) ? [part] : []), ...part.querySelectorAll(what)];
  here("form[data-autosave]").forEach(begin);
  here("section.clause").forEach(offer);
}

document.addEventListener("input", (event) => {
  const { form } = event.target;
  if (!isSaving(form)) return;
  if (!isDirty(form)) {
    drop(address(form));
    return;
  }
  keep(address(form), fieldsOf(form));
  if (hasConflict(form)) return;
  if (!stateOf(form).isBad) tell(form, form.dataset.typing);
  later(form);
});

// A button waits for what is on its way, so that nobody meets their own text as somebody else's.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!isSaving(form)) return;
  const state = stateOf(form);
  clearTimeout(state.timer);
  if ((state.sending || state.unanswered) && !state.hasWaited) {
    event.preventDefault();
    event.stopImmediatePropagation();
    state.hasWaited = true;
    await (state.sending || save(form));
    form.requestSubmit(event.submitter && event.submitter.form === form ? event.submitter : null);
    return;
  }
  Object.assign(state, { hasWaited: false, isSubmitting: true });
  state.submitted = { form, fields: fieldsOf(form), text: textOf(form) };
}, true);

document.addEventListener("htmx:afterRequest", (event) => {
  const { elt, verb } = event.detail.requestConfig;
  if (!isSaving(elt) || verb !== "post") return;
  const state = stateOf(elt);
  state.isSubmitting = false;
  if (event.detail.successful && event.detail.xhr.status < 400) drop(address(elt));
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const form = event.detail.elt;
    if (!isSaving(form)) return;
    const state = stateOf(form);
    state.unanswered = state.submitted;
    keep(address(form), fieldsOf(form));
    tryAgain(form, navigator.onLine ? form.dataset.failed : form.dataset.offline);
  });
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-stop], [data-drop], [data-undo]");
  const form = link && link.closest("form");
  if (!isSaving(form)) return;
  const state = stateOf(form);
  if (link.matches("[data-drop]")) {
    clearTimeout(state.timer);
    Object.assign(state, { saved: textOf(form), unanswered: null });
    drop(address(form));
  } else if (link.matches("[data-undo]")) {
    const { value } = form.elements[`${form.dataset.autosave}-revision`];
    const was = state.opened.map(([name, old]) => [name, name.endsWith("-revision") ? value : old]);
    bring(form.closest(".clause"), address(form), was, "undo");
  } else if ((isDirty(form) || state.sending || state.unanswered) && !link.dataset.tried) {
    // Once; whoever closes it again keeps the text on this device.
    link.dataset.tried = "1";
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await save(form)) link.click();
  }
}, true);

const everything = () => document.querySelectorAll("form[data-autosave]").forEach((form) => {
  if (isDirty(form) || stateOf(form).unanswered) save(form);
});
window.addEventListener("online", everything);
document.addEventListener("visibilitychange", () => { if (document.hidden) everything(); });
// Once for the whole page when htmx has begun, and for every part that it puts in.
document.addEventListener("htmx:load", (event) => look(event.detail.elt));
