// <button class="needs-script" data-copy="#id"> copies the text or the value of that element.
import { say, words } from "./words.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  const source = document.querySelector(button.dataset.copy);
  const text = "value" in source ? source.value : source.textContent.trim();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without permission: select it, so that one can copy it by hand.
    getSelection().selectAllChildren(source);
    return;
  }
  // A second tap while it still says so would remember that as the name of the button.
  if (button.textContent === words.copied) return;
  const before = [...button.childNodes];
  button.textContent = words.copied;
  say(words.copied);
  setTimeout(() => { button.replaceChildren(...before); }, 2000);
});
