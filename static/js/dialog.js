// <a data-dialog href="…"> opens that address, as a fragment, in a dialog; else it is just a link.
import { words } from "./words.js";

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  let answer;
  try {
    answer = await fetch(link.href, { headers: { "HX-Request": "true" } });
  } catch {
    answer = null;
  }
  if (!answer || !answer.ok) {
    location.assign(link.href);
    return;
  }
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", link.textContent.trim());
  dialog.innerHTML = await answer.text();
  const close = document.createElement("button");
  close.type = "button";
  close.className = "nl-button nl-button--secondary";
  close.textContent = words.close;
  close.addEventListener("click", () => dialog.close());
  dialog.append(close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  window.htmx.process(dialog);
  dialog.showModal();
});
