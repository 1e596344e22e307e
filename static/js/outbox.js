// form[data-outbox] is sent by htmx. When there is no connection, what was typed is kept in this
// tab with the number of its form, shown as "staat nog op dit apparaat", and sent when it can. The
// number makes that it is kept once on the server, also when only the answer was lost.
import { say, words } from "./words.js";

const KEPT = "outbox:";
const MOST_WAIT = 60000;
const box = document.getElementById("outbox");
const writer = box ? box.dataset.writer : "";
const list = box ? box.querySelector("ul") : null;
const waiting = new Map();
let isSending = false;
let misses = 0;
let timer = 0;

const keyOfItem = (item) => `${KEPT}${item.writer}:${item.once}`;
const mine = () => [...waiting.values()].filter((item) => item.writer === writer)
  .sort((a, b) => a.at - b.at);
const formFor = (item) => [...document.querySelectorAll("form[data-outbox]")]
  .find((form) => form.getAttribute("action") === item.action);

function put(item) {
  waiting.set(keyOfItem(item), item);
  try {
    sessionStorage.setItem(keyOfItem(item), JSON.stringify(item));
  } catch {
    // Storage is full or forbidden: then it is kept as long as the page is open.
  }
}

function drop(item) {
  waiting.delete(keyOfItem(item));
  try {
    sessionStorage.removeItem(keyOfItem(item));
  } catch {
    // It was never stored.
  }
}

function load() {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (!key.startsWith(KEPT)) continue;
      const item = JSON.parse(sessionStorage.getItem(key));
      // Whoever signed in again, or reloaded an old page, may have solved it.
      if (item) waiting.set(key, item.isFinal ? item : { ...item, problem: "", away: "" });
    }
  } catch {
    // Nothing can be read.
  }
}

function make(name, text, className = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function button(text, act) {
  const made = make("button", text, "nl-button nl-button--secondary");
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function link(text, href) {
  const made = make("a", text, "nl-button nl-button--secondary");
  made.href = href;
  return made;
}

function rowOf(item) {
  const row = make("li", "", "rows__item rows__wide");
  const part = make("div", "", "stack");
  const actions = make("div", "", "actions");
  part.append(make("p", item.text), make("p", item.problem || box.dataset.waiting, "muted"));
  if (item.away) actions.append(link(words.signIn, item.away));
  else if (item.problem) {
    if (formFor(item)) actions.append(button(box.dataset.back, () => putBack(item)));
    else if (item.page !== location.pathname) actions.append(link(box.dataset.back, item.page));
    actions.append(button(box.dataset.away, () => { drop(item); show(); }));
  }
  if (actions.children.length) part.append(actions);
  row.append(part);
  return row;
}

function show() {
  if (!box) return;
  const items = mine();
  list.replaceChildren(...items.map(rowOf));
  box.querySelector("[data-send]").hidden = items.every((item) => item.problem);
  box.hidden = !items.length;
}

const newNumber = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
};

function empty(form) {
  // What was ticked is kept with the rest.
  if (form.dataset.outbox) form.reset();
  for (const field of form.elements) {
    if (field.matches("textarea, input[type=text], input[type=number]")) {
      field.value = "";
      // The draft of what was typed goes with it.
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  form.elements.once.value = newNumber();
}

// A form of ticks needs no sentence: data-outbox says what it is then.
const textOf = (form) => form.elements.text.value.trim() || form.dataset.outbox;

function keep(form) {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const text = textOf(form);
  put({
    writer,
    fields,
    once: form.elements.once.value,
    text,
    action: form.getAttribute("action"),
    page: location.pathname,
    at: Date.now(),
    problem: "",
  });
  empty(form);
  show();
  say(`${box.dataset.waiting} ${text}`);
  box.focus();
  later();
}

function putBack(item) {
  const form = formFor(item);
  for (const field of form.querySelectorAll("input[type=radio]")) field.checked = false;
  for (const [name, value] of item.fields) {
    const field = form.elements[name];
    if (field && field.type !== "checkbox") field.value = value;
  }
  for (const tick of form.querySelectorAll("input[type=checkbox]")) {
    tick.checked = item.fields.some(([name, value]) => name === tick.name && value === tick.value);
  }
  drop(item);
  show();
  form.elements.text.focus();
}

function post(item) {
  const headers = { "HX-Request": "true", ...JSON.parse(document.body.getAttribute("hx-headers")) };
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 15000);
  const body = new URLSearchParams(item.fields);
  return fetch(item.action, { method: "POST", headers, body, signal: stop.signal });
}

function arrived(item, page) {
  drop(item);
  const sent = make("div", "", "message message--success");
  sent.append(make("p", `${box.dataset.sent} “${item.text}”`));
  document.getElementById("messages").append(sent);
  const [there, here] = [page, document].map((part) => part.getElementById("log-lines"));
  if (there && here && item.action === location.pathname) {
    here.replaceWith(there);
    window.htmx.process(there);
  }
}

// The server read it and said no: the form comes back as the server made it, with its sentence.
// Unless somebody is typing in it by now; then the line waits with the sentence below it.
function refused(item, page) {
  const form = formFor(item);
  const goal = form && form.getAttribute("hx-target");
  const part = goal && page.querySelector(goal);
  if (part && [...form.querySelectorAll("textarea")].every((field) => !field.value.trim())) {
    drop(item);
    document.querySelector(goal).replaceWith(part);
    window.htmx.process(part);
    const focus = part.querySelector("[data-focus]");
    if (focus) focus.focus();
    return;
  }
  const said = [".errors li", ".errors p + p", "main p", "p"]
    .map((place) => page.querySelector(place)).find(Boolean);
  // Without a form in the answer it may go through another time: too much at once, an old page.
  put({ ...item, problem: said ? said.textContent.trim() : words.failed, isFinal: Boolean(part) });
}

async function send(item) {
  const answer = await post(item);
  const { status } = answer;
  if (status === 408 || status === 429 || status >= 500) throw new Error("later");
  const away = answer.headers.get("HX-Redirect");
  if (status === 401 || away) {
    const here = encodeURIComponent(location.pathname);
    const to = away || `${words.signInUrl}?next=${here}`;
    put({ ...item, problem: words.signedOut, away: to });
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // Whoever saved something sends us on (303); a form with errors comes back as it is.
  if (answer.ok && answer.redirected) arrived(item, page);
  else refused(item, page);
}

async function flush() {
  clearTimeout(timer);
  // Without any connection the browser tells us when there is one.
  if (isSending || !navigator.onLine) return;
  isSending = true;
  try {
    for (const item of mine().filter((one) => !one.problem)) await send(item);
    misses = 0;
  } catch {
    misses += 1;
    later();
  }
  isSending = false;
  show();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(flush, Math.min(2000 * 2 ** misses, MOST_WAIT));
}

function forgetAll() {
  for (const item of [...waiting.values()]) drop(item);
}

if (box) {
  // In the capture phase: before htmx, which would only find out that there is no connection.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-forget]")) forgetAll();
    if (!form.matches("[data-outbox]") || navigator.onLine) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.reportValidity()) keep(form);
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[data-forget]")) forgetAll();
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      const form = event.detail.elt;
      if (form.matches("form[data-outbox]") && textOf(form)) keep(form);
    });
  }
  const now = () => { misses = 0; flush(); };
  window.addEventListener("online", now);
  box.querySelector("[data-send]").addEventListener("click", now);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && mine().length) flush();
  });
  document.addEventListener("htmx:load", show);
  load();
  show();
  if (mine().length) flush();
}
