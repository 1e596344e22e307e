// <select id="name"> and <button class="needs-script" data-insert="#text" data-from="#name">:
// puts the chosen value into a textarea, at the cursor. Without a value data-insert means the
// textarea of the same form in which somebody typed last.
let last = null;

document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea")) last = event.target;
});

function goalOf(button) {
  if (button.dataset.insert) return document.querySelector(button.dataset.insert);
  return last && last.form === button.form ? last : button.form.querySelector("textarea");
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-insert]");
  if (!button) return;
  const field = goalOf(button);
  const chosen = document.querySelector(button.dataset.from).value;
  if (!field || !chosen) return;
  // Not against the words before and after it.
  const before = /\S$/.test(field.value.slice(0, field.selectionStart)) ? " " : "";
  const after = /^[\p{L}\d]/u.test(field.value.slice(field.selectionEnd)) ? " " : "";
  const text = before + chosen + after;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
