// Text that is being typed in textarea[data-keep] stays in this tab until it has been saved, so
// that a failed request or an expired session loses nothing. [data-forget] throws it all away.
// A form that saves itself keeps all of its fields (autosave.js). What one person typed is never
// shown to the next one in the same tab.
const START = "draft:";
const me = document.getElementById("outbox")?.dataset.writer || "";

const keyOf = (field) => `${START}${location.pathname}#${field.id || field.name}`;

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, draft) {
  try {
    if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
    else sessionStorage.removeItem(key);
  } catch {
    // Storage is full or forbidden: then nothing is kept.
  }
}

function keys() {
  try {
    return Object.keys(sessionStorage).filter((key) => key.startsWith(START));
  } catch {
    return [];
  }
}

const isOurs = (field) => field.matches("textarea[data-keep]") && !field.closest("[data-autosave]");
const fieldsIn = (part) => [...part.querySelectorAll("textarea[data-keep]")].filter(isOurs);

function restore(part) {
  for (const field of fieldsIn(part)) {
    const draft = read(keyOf(field));
    // Only over the text from which it was made: somebody else may have written since.
    if (draft && draft.from === field.defaultValue && draft.text) field.value = draft.text;
  }
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (isOurs(field)) {
    write(keyOf(field), { writer: me, from: field.defaultValue, text: field.value });
  }
});

document.addEventListener("submit", (event) => {
  for (const field of fieldsIn(event.target)) {
    const draft = read(keyOf(field));
    if (draft) write(keyOf(field), { ...draft, sent: true });
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  // The form that was sent; when the answer took its place, the event comes from what is around it.
  const form = event.detail.requestConfig.elt.closest("form");
  if (!form) return;
  for (const field of fieldsIn(form)) {
    const draft = read(keyOf(field));
    // An answer with errors in it (409, 422) is swapped in as well, but nothing was saved.
    if (event.detail.successful && event.detail.xhr.status < 400) write(keyOf(field), null);
    else if (draft) write(keyOf(field), { ...draft, sent: false });
  }
});

function forget(event) {
  const target = event.target.closest("[data-forget]");
  if (target) keys().forEach((key) => write(key, null));
}
document.addEventListener("submit", forget);
document.addEventListener("click", (event) => {
  if (event.target.closest("a[data-forget]")) forget(event);
});

// A page that opens after sending means that it arrived, unless that page asks to sign in, shows
// errors, or was reached with the back button.
const came = performance.getEntriesByType("navigation")[0];
const notArrived =
  document.querySelector("[data-signing-in], [aria-invalid='true']") ||
  (came && came.type === "back_forward");
for (const key of keys()) {
  const draft = read(key);
  if (me && draft && draft.writer && draft.writer !== me) write(key, null);
  else if (draft && draft.sent) write(key, notArrived ? { ...draft, sent: false } : null);
}
restore(document);
document.addEventListener("htmx:load", (event) => restore(event.detail.elt));
