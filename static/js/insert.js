// <select id="name"> and <button class="needs-script" data-insert="#text" data-from="#name">:
// puts the chosen value into a textarea, at the cursor.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-insert]");
  if (!button) return;
  const field = document.querySelector(button.dataset.insert);
  const chosen = document.querySelector(button.dataset.from).value;
  if (!chosen) return;
  field.setRangeText(chosen, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
