// <button data-share="#id" hidden> opens the phone's own share sheet with the text of that element.
// Where there is no share sheet the button stays hidden; copying always works.
function offer() {
  if (!navigator.share) return;
  for (const button of document.querySelectorAll("button[data-share][hidden]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-share]");
  if (!button) return;
  const source = document.querySelector(button.dataset.share);
  const text = "value" in source ? source.value : source.textContent.trim();
  try {
    await navigator.share({ text });
  } catch {
    // Somebody closed the sheet again: nothing was shared, and nothing went wrong.
  }
});

offer();
document.addEventListener("htmx:load", offer);
