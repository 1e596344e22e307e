// A request of htmx that fails is said to the person; what was typed stays where it is.
// After a swap the focus goes to [data-focus] in the new part, if it has one.
import { alarm, words } from "./words.js";

function tell(text, link) {
  if (!alarm) return;
  const sentence = document.createElement("p");
  sentence.textContent = text;
  const buttons = document.createElement("p");
  buttons.className = "cluster";
  if (link) {
    const away = document.createElement("a");
    away.className = "nl-button nl-button--primary";
    away.href = link;
    away.textContent = words.signIn;
    buttons.append(away);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.className = "nl-button nl-button--secondary";
  close.textContent = words.close;
  close.addEventListener("click", () => { alarm.hidden = true; });
  buttons.append(close);
  alarm.replaceChildren(sentence, buttons);
  alarm.hidden = false;
}

function signIn() {
  const here = encodeURIComponent(location.pathname + location.search);
  tell(words.signedOut, `${words.signInUrl}?next=${here}`);
}

document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 401) signIn();
  else tell(words.failed);
});
// What stands in the outbox is told there (outbox.js).
const isKept = (event) => event.detail.elt.matches("form[data-outbox]");
document.addEventListener("htmx:sendError", (event) => isKept(event) || tell(words.offline));
document.addEventListener("htmx:timeout", (event) => isKept(event) || tell(words.failed));

// A page where a part was asked for can only be the sign-in page after a redirect.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (/^\s*<!doctype/i.test(xhr.responseText) && xhr.responseURL.includes(words.signInUrl)) {
    event.detail.shouldSwap = false;
    signIn();
  }
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && alarm) alarm.hidden = true;
});

document.addEventListener("htmx:load", (event) => {
  const part = event.detail.elt;
  const goal = part.matches("[data-focus]") ? part : part.querySelector("[data-focus]");
  if (goal) goal.focus();
});
