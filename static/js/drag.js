// Dragging a point of the agenda with the mouse. The buttons do the same, on every device.
const form = document.querySelector("[data-order]");
let dragged = null;

function rows() {
  return [...form.querySelectorAll("[data-key]")];
}

function send(key, other) {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "move";
  field.value = `${key}:${other}`;
  form.append(field);
  form.submit();
}

function start(event) {
  dragged = event.target.closest("[data-key]");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.dataset.key);
}

function over(event) {
  const row = event.target.closest("[data-key]");
  if (!dragged || !row) return;
  event.preventDefault();
  if (row === dragged) return;
  const middle = row.getBoundingClientRect().top + row.offsetHeight / 2;
  row.parentNode.insertBefore(dragged, event.clientY < middle ? row : row.nextSibling);
}

function drop(event) {
  if (!dragged) return;
  event.preventDefault();
  const next = rows()[rows().indexOf(dragged) + 1];
  send(dragged.dataset.key, next ? next.dataset.key : "");
  dragged = null;
}

if (form) {
  for (const row of rows()) row.draggable = true;
  form.addEventListener("dragstart", start);
  form.addEventListener("dragover", over);
  form.addEventListener("drop", drop);
}
