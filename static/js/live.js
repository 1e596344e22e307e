// A meeting that is under way, on every phone at once. The page asks for the number of the meeting;
// when that is another one, it fetches itself and takes over the parts that changed ([data-live]).
// What somebody types is never moved or lost: a part with text in it stays, and so does everything
// above a field that somebody is in. Without this the page works too; you reload it yourself.
const EVERY = 4000;
const MOST_WAIT = 60000;
// A button that was just put under a thumb does nothing yet.
const TOO_SOON = 700;

const main = () => document.getElementById("nu");
const news = document.getElementById("nieuws");
let wait = EVERY;
let timer = 0;
let isPending = false;
let offset = 0;

const isTyped = (field) => {
  if (field.type === "hidden" || field.type === "submit") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some((o) => o.selected !== o.defaultSelected);
  return field.value !== field.defaultValue;
};
const fieldsIn = (part) => [...part.querySelectorAll("input, textarea, select")];
const inField = () => {
  const at = document.activeElement;
  return at && at.matches("input, textarea, select") ? at : null;
};
// Text in it, a field that somebody is in, a choice between two texts, or a form on its way.
const isBusy = (part) => {
  const at = inField();
  return (at && part.contains(at)) || fieldsIn(part).some(isTyped)
    || Boolean(part.querySelector("[data-conflict], .errors, .htmx-request"));
};
// A part above the field that somebody is in would push it down.
const wouldMove = (part) => {
  const at = inField();
  return Boolean(at) && Boolean(part.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING);
};

function tell(text, to) {
  if (news.dataset.said === text) return;
  news.dataset.said = text;
  const sentence = document.createElement("p");
  sentence.textContent = text;
  news.replaceChildren(sentence);
  if (to) {
    const link = document.createElement("a");
    link.href = to;
    link.textContent = news.dataset.go;
    news.append(link);
  }
  news.hidden = false;
}

function hush() {
  news.hidden = true;
  delete news.dataset.said;
  news.replaceChildren();
}

// What is the same but for the token of its forms, is the same.
const textOf = (part) => {
  const copy = part.cloneNode(true);
  copy.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => field.remove());
  copy.querySelectorAll("details").forEach((fold) => fold.removeAttribute("open"));
  return copy.innerHTML.replace(/\s+/g, " ");
};
const served = new Map();
const remember = (part) => served.set(part.id, textOf(part));

function replace(here, part) {
  const at = here.contains(document.activeElement) ? document.activeElement : null;
  const path = at && (at.id ? `#${CSS.escape(at.id)}` : at.name && `[name="${CSS.escape(at.name)}"]`);
  const open = [...here.querySelectorAll("details")].map((fold) => fold.open);
  const text = textOf(part);
  here.replaceWith(part);
  served.set(part.id, text);
  part.querySelectorAll("details").forEach((fold, n) => { if (open[n]) fold.open = true; });
  if (path) part.querySelector(path)?.focus({ preventScroll: true });
  part.dataset.swapped = String(Date.now());
  window.htmx?.process(part);
}

function takeParts(page) {
  let isAll = true;
  for (const part of page.querySelectorAll("[data-live]")) {
    const here = document.getElementById(part.id);
    if (!here) {
      isAll = false;
      continue;
    }
    if (textOf(part) === served.get(part.id)) continue;
    if (isBusy(here) || wouldMove(here)) isAll = false;
    else replace(here, part);
  }
  return isAll;
}

function moveOn(page) {
  const now = main();
  const next = page.getElementById("nu");
  for (const id of ["klok", "ernaast"]) {
    const [here, part] = [document.getElementById(id), page.getElementById(id)];
    if (here && part) replace(here, part);
  }
  now.replaceWith(next);
  next.dataset.swapped = String(Date.now());
  next.querySelectorAll("[data-live]").forEach(remember);
  document.title = page.title;
  window.htmx?.process(next);
  window.scrollTo({ top: 0 });
}

// Who chose a risk stays there; at another point that choice is over.
const addressNow = () => location.pathname + location.search;

async function refresh() {
  const answer = await fetch(addressNow(), { headers: { "X-Live": "1" } });
  if (answer.redirected && new URL(answer.url).pathname !== location.pathname) {
    if (isBusy(main())) tell(news.dataset.over, answer.url);
    else location.href = answer.url;
    return true;
  }
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const next = page.getElementById("nu");
  if (!next) throw new Error("no meeting");
  const { revision, pulse } = next.dataset;
  if (next.dataset.now !== main().dataset.now) {
    if (isBusy(main())) {
      isPending = true;
      tell(news.dataset.moved);
      main().dataset.revision = revision;
      return true;
    }
    moveOn(page);
    hush();
  } else {
    isPending = !takeParts(page);
    if (isPending && isBusy(main())) tell(news.dataset.news);
    else hush();
  }
  Object.assign(main().dataset, { revision, pulse });
  return true;
}

async function ask() {
  clearTimeout(timer);
  if (document.hidden || !main()) return;
  const { pulse, revision } = main().dataset;
  try {
    const answer = await fetch(`${pulse}?r=${revision}`, { credentials: "omit", cache: "no-store" });
    if (answer.status === 404) {
      tell(news.dataset.gone);
      return;
    }
    if (answer.status >= 400) throw new Error(String(answer.status));
    if (answer.status !== 204) await refresh();
    wait = EVERY;
  } catch {
    wait = Math.min(wait * 2, MOST_WAIT);
  }
  timer = setTimeout(ask, wait);
}

function tick() {
  const clock = document.getElementById("klok");
  if (!clock) return;
  const { until, left, over, ready } = clock.dataset;
  const now = Date.now() + offset;
  const minutes = (Number(until) * 1000 - now) / 60000;
  const late = Math.floor(-minutes);
  const rest = minutes > 0 ? left.replace("#", Math.ceil(minutes))
    : late ? over.replace("#", late) : ready;
  const hour = new Intl.DateTimeFormat("nl-NL", {
    timeZone: "Europe/Amsterdam", hour: "2-digit", minute: "2-digit",
  }).format(now).replace(":", ".");
  clock.querySelector("[data-time]").textContent = hour;
  clock.querySelector("[data-rest]").textContent = rest;
}

if (main()) {
  // The clock of a phone may be wrong; that of the server counts.
  const clock = document.getElementById("klok");
  if (clock) offset = Number(clock.dataset.now) * 1000 - Date.now();
  document.querySelectorAll("[data-live]").forEach(remember);
  document.addEventListener("click", (event) => {
    const part = event.target.closest("[data-swapped]");
    if (part && event.detail && Date.now() - Number(part.dataset.swapped) < TOO_SOON) {
      event.preventDefault();
      event.stopPropagation();
    }
  }, true);
  // Who leaves a field, or saved what was in it, may see what came meanwhile.
  const comeAlong = () => {
    if (isPending) setTimeout(() => { if (!inField()) refresh().catch(() => {}); }, 300);
  };
  document.addEventListener("focusout", comeAlong);
  document.addEventListener("htmx:afterSettle", comeAlong);
  document.addEventListener("visibilitychange", ask);
  window.addEventListener("online", ask);
  setInterval(tick, 10000);
  timer = setTimeout(ask, wait);
}
